import { type Feature, pagePath } from './feature'

export const todo = {
  name: 'todo',
  title: '待办',
  look: { icon: 'task', colour: 'blue' },
} as const satisfies Feature

/** Pages that other places lead to. */
export const todoPages = {
  list: (box: string): string => `${pagePath('todo/list')}?box=${box}`,
} as const
