import type { Feature } from './feature'

export const todo = { name: 'todo', title: '待办' } as const satisfies Feature
