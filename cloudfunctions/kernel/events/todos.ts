import { _, $, type Aggregate } from '../data/cloud'
import { table } from '../data/table'
import type { TodoRow } from './todo-row'

export const todos = table<TodoRow>('todos')

/**
 * Stages that leave the rows whose subject is not known to the to-dos: what was written before there were any, and what
 * erasing a person has taken away.
 * @param path expression of the subject's id
 */
export const unknownSubjects = (pipeline: Aggregate, feature: string, path: string): Aggregate =>
  pipeline
    .addFields({ known: $.concat([`${feature}-`, path]) })
    .lookup({ from: 'todos', localField: 'known', foreignField: '_id', as: 'known' })
    .match({ 'known._id': _.exists(false) })
