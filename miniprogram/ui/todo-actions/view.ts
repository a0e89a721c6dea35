import type { TodoAction, TodoView } from '../../contract/todo'
import type { ActionSpec } from '../action-sheet/spec'

/** An action of a to-do that asks for something first. */
export interface PendingTodo {
  todo: TodoView
  action: TodoAction
  /** The stars to begin a rating with. */
  stars?: number
}

export interface Stars {
  result: number
  efficiency: number
}

export const SCORES = [
  { field: 'result', label: '维修结果' },
  { field: 'efficiency', label: '维修效率' },
] as const

/** One tap rates both. */
export const bothStars = (count = 0): Stars => ({ result: count, efficiency: count })

/** The question before the action. */
export function specOf({ action }: PendingTodo): ActionSpec {
  const { title, asks, negative } = action
  const theme = negative ? 'danger' : 'primary'
  if (asks === 'rating')
    return {
      title,
      confirm: '提交评价',
      theme,
      words: 'optional',
      placeholder: '还想说点什么（选填）',
      maxlength: 300,
    }
  return { title, confirm: title, theme, words: 'required', maxlength: 200 }
}

/** The input of the call, with what the person added. */
export const inputOf = ({ action }: PendingTodo, words: string, stars: Stars): Record<string, unknown> =>
  action.asks === 'rating'
    ? { ...action.input, ...stars, ...(words && { words }) }
    : { ...action.input, reason: words }
