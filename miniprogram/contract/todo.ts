import * as v from 'valibot'
import { TODO_KIND } from './features/index'
import { id, instant, page, version } from './kernel/fields'
import { op, type Page } from './kernel/rpc'

/** Parts of the list: steps that wait for the caller, things the caller began, and times that concern the caller. */
export const TODO_BOX = { todo: '待我处理', waiting: '我发起的', agenda: '日程' } as const
export type TodoBox = keyof typeof TODO_BOX

/** Sections of the to-dos, in their order. */
export const TODO_SECTION = { overdue: '已超时', today: '今天', later: '以后' } as const
export type TodoSection = keyof typeof TODO_SECTION

/** Longest time for which a to-do can be put off, in days. */
export const MAX_SNOOZE_DAYS = 30
/** Items of each box in the overview. */
export const OVERVIEW_ITEMS = 5

/** Values that a person adds to the input of an action. */
export const TODO_ASKS = {
  /** Text for the field `reason`. */
  reason: ['reason'],
  /** Scores from 1 to 5 for `result` and `efficiency`, and `words` if they like. */
  rating: ['result', 'efficiency'],
} as const

/** One tap that takes the step: the call `feature.op(input)`. */
export interface TodoAction {
  title: string
  /** Cloud function, which has the name of its feature. */
  feature: string
  op: string
  /** Complete, with the version that was seen, but for the values that `asks` names. */
  input: Record<string, unknown>
  asks?: keyof typeof TODO_ASKS
  /** True for the action that turns something down. */
  negative?: true
}

export interface TodoView {
  id: string
  box: TodoBox
  /** Present on to-dos. */
  section?: TodoSection
  /** Feature that it comes from, such as `room`. */
  feature: string
  /** Key of TODO_KIND, such as `room.approve`. */
  kind: string
  title: string
  text: string
  /** Page path that shows the whole matter, with its query. */
  page: string
  /** The moment by which the step is due; the expected time of something that waits. */
  dueAt?: string
  /** Beginning and end of an entry of the agenda. */
  from?: string
  to?: string
  /** Facts that the decision needs in view. */
  facts: { label: string; value: string }[]
  /** Empty where the step takes the page. */
  actions: TodoAction[]
  /** Counts the changes of what it stands for. */
  version: number
}

export interface TodoCounts {
  todo: number
  /** To-dos that are overdue. */
  overdue: number
  waiting: number
  /** Entries of today and tomorrow. */
  agenda: number
  /** Kind → number of to-dos. */
  byKind: Record<string, number>
}

/** The workbench in one call: the first items of each box, the agenda of today and tomorrow, and all counts. */
export interface TodoOverview {
  todos: TodoView[]
  waiting: TodoView[]
  agenda: TodoView[]
  counts: TodoCounts
  /** Unread messages. */
  unread: number
}

const kind = v.picklist(Object.keys(TODO_KIND))

export const todo = {
  name: 'todo',
  ops: {
    /** To-dos by the moment they are due, so that the sections follow each other; the agenda by its beginning. */
    list: op<Page<TodoView>>()(
      'joined',
      v.object({
        box: v.optional(v.picklist(Object.keys(TODO_BOX) as TodoBox[]), 'todo'),
        kind: v.optional(kind),
        page,
      }),
    ),
    counts: op<TodoCounts>()('joined', v.object({})),
    overview: op<TodoOverview>()('joined', v.object({})),
    /** Puts a to-do off for the caller alone, until the moment comes or what it stands for changes. */
    snooze: op<{ id: string; until: string }>()('joined', v.object({ id, version, until: instant })),
  },
} as const
