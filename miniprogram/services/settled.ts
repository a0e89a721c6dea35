import type { TodoView } from '../contract/todo'

/** To-dos whose steps were taken on this phone: the server may list them for a moment longer. */
const settled = new Set<string>()

type Seen = Pick<TodoView, 'id' | 'version'>

const keyOf = ({ id, version }: Seen): string => `${id} ${version}`

export const markSettled = (todo: Seen): void => void settled.add(keyOf(todo))

export const isSettled = (todo: Seen): boolean => settled.has(keyOf(todo))
