import { TODO_KIND } from '../../../contract/features/index'
import { TODO_BOX, TODO_SECTION, type TodoBox, type TodoCounts, type TodoView } from '../../../contract/todo'
import type { Option } from '../../../ui/options'
import { type TodoCard, todoCard } from '../../../ui/todo-card/view'

/** Cards under one heading; without a title where the box has no sections. */
export interface Section {
  id: string
  title: string
  cards: TodoCard[]
}

/** The boxes with how many there are in each. */
export const tabsOf = (counts: TodoCounts | null) =>
  (Object.keys(TODO_BOX) as TodoBox[]).map(id => ({
    id,
    text: TODO_BOX[id],
    count: counts?.[id] ? String(counts[id]) : '',
  }))

/** The kinds of to-dos there are, to choose from; none where there is nothing to choose. */
export function kindsOf({ byKind }: TodoCounts): Option<string>[] {
  const kinds = Object.keys(byKind).filter(kind => byKind[kind])
  return kinds.length > 1
    ? kinds.map(id => ({ id, text: `${TODO_KIND[id as keyof typeof TODO_KIND] ?? id} ${byKind[id]}` }))
    : []
}

/** To-dos by section, in the order of the sections; the other boxes as one list. */
export function arrange(all: readonly TodoView[], now: number): Section[] {
  const cards = (id: string, title: string, items: readonly TodoView[]): Section => ({
    id,
    title,
    cards: items.map(item => todoCard(item, now)),
  })
  const sections = Object.entries(TODO_SECTION).map(([id, title]) =>
    cards(
      id,
      title,
      all.filter(({ section }) => section === id),
    ),
  )
  const others = all.filter(({ section }) => !section)
  return [...sections, cards('all', '', others)].filter(section => section.cards.length)
}

export const EMPTY: Record<TodoBox, { title: string; hint: string }> = {
  todo: { title: '都处理完了', hint: '要你审批、处理、评价的事会出现在这里。' },
  waiting: { title: '没有等待中的事', hint: '你报的修、要审批的预订，进展会显示在这里。' },
  agenda: { title: '近期没有安排', hint: '订好的会议会出现在这里。' },
}
