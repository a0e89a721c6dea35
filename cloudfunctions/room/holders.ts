import { _, $, type Aggregate } from '../kernel/data/cloud'
import { members } from '../kernel/identity/actor'
import type { Holder } from './model'

const FIELDS = ['_id', 'state', 'phone', 'shows', 'departments'] as const

/** Stages that join the people named at the path as `holders`. */
export const joinHolders = (pipeline: Aggregate, path: string): Aggregate =>
  pipeline.lookup({ from: 'members', localField: path, foreignField: '_id', as: 'holders' }).addFields({
    holders: $.map({
      input: '$holders',
      as: 'h',
      in: Object.fromEntries(FIELDS.map(field => [field, `$$h.${field}`])),
    }),
  })

/** The people with these ids. */
export const loadHolders = (ids: string[]): Promise<Holder[]> =>
  members.aggregate(ids.length, pipeline =>
    pipeline.match({ _id: _.in(ids) }).project(Object.fromEntries(FIELDS.map(field => [field, 1]))),
  )
