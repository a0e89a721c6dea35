import { TODO_KIND, type TodoKind } from '../../contract/features/index'
import type { TodoAction, TodoView } from '../../contract/todo'
import { periodWords, shortMomentWords } from '../date-words'

/** A choice behind ⋯; without an action the to-do is put off. */
export interface TodoChoice {
  text: string
  action?: TodoAction
}

/** A to-do, something that waits or an entry of the agenda, as a card. */
export interface TodoCard {
  id: string
  feature: string
  title: string
  text: string
  page: string
  when: string
  late: boolean
  facts: TodoView['facts']
  /** The one tap; null where the step takes the page. */
  main: { text: string } | null
  rates: boolean
  hasMore: boolean
}

/** The action of the one tap: the first that turns nothing down and needs no stars. */
export const mainAction = ({ actions }: TodoView): TodoAction | undefined =>
  actions.find(({ negative, asks }) => !negative && asks !== 'rating')

export const ratingAction = ({ actions }: TodoView): TodoAction | undefined =>
  actions.find(({ asks }) => asks === 'rating')

/** The choices behind ⋯: the other actions, and to put a to-do off. */
export const choicesOf = (todo: TodoView): TodoChoice[] => [
  ...todo.actions
    .filter(action => action !== mainAction(todo) && action !== ratingAction(todo))
    .map(action => ({ text: action.title, action })),
  ...(todo.box === 'todo' ? [{ text: '稍后处理' }] : []),
]

/** The card at the moment `now`. */
export function todoCard(todo: TodoView, now: number): TodoCard {
  const { id, feature, title, text, page, section, facts } = todo
  const main = mainAction(todo)
  return {
    id,
    feature,
    title,
    text,
    page,
    when: [stepWords(todo), whenWords(todo, now)].filter(Boolean).join(' · '),
    late: section === 'overdue',
    facts,
    main: main ? { text: main.title } : null,
    rates: ratingAction(todo) !== undefined,
    hasMore: choicesOf(todo).length > 0,
  }
}

/** The step that a to-do waits for, unless its title says so. */
const stepWords = ({ box, kind, title }: TodoView): string => {
  const step = TODO_KIND[kind as TodoKind] ?? ''
  return box === 'todo' && step !== title ? step : ''
}

function whenWords({ box, section, dueAt, from, to }: TodoView, now: number): string {
  if (from && to) return periodWords(from, to, now)
  if (!dueAt) return ''
  const moment = shortMomentWords(dueAt, now)
  if (box === 'waiting') return Date.parse(dueAt) > now ? `预计${moment} 前` : '比预计的晚，已在催办'
  return section === 'overdue' ? `已超时 · ${moment}` : `${moment} 前`
}
