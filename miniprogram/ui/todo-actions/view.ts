import type { TodoAction, TodoView } from '../../contract/todo'
import type { ActionSpec } from '../action-sheet/spec'
import type { Stars } from '../stars/view'

/** An action of a to-do that asks for something first. */
export interface PendingTodo {
  todo: TodoView
  action: TodoAction
  /** The stars to begin a rating with. */
  stars?: number
}

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
