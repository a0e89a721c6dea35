import { TODO_BOX, type TodoBox, type TodoView, todo } from '../../../contract/todo'
import { client } from '../../../services/cloud'
import { isSettled, markSettled } from '../../../services/settled'
import { autoRefresh } from '../../../ui/auto-refresh'
import { postponeRefresh } from '../../../ui/latest-result'
import { listPage } from '../../../ui/list-page'
import type { Option } from '../../../ui/options'
import { todoPage } from '../../../ui/todo-page'
import { arrange, EMPTY, kindsOf, type Section, tabsOf } from './view'

const todos = client(todo)

interface Filters {
  box: TodoBox
  kind: string
}

const list = listPage<TodoView, Filters>(
  (page, { box, kind }) => todos.list({ box, ...(kind && { kind }), page }),
  items => {
    const shown = items.filter(item => !isSettled(item))
    return { shown, sections: arrange(shown, Date.now()) }
  },
  async () => {
    const counts = await todos.counts({})
    return { tabs: tabsOf(counts), kinds: kindsOf(counts) }
  },
)

/** The three lists: to-dos, matters that the person began, and times to come. */
Page({
  ...list,
  ...autoRefresh,
  ...todoPage,
  data: {
    ...list.data,
    ...todoPage.data,
    box: 'todo' as TodoBox,
    kind: '',
    tabs: tabsOf(null),
    kinds: [] as Option<string>[],
    sections: [] as Section[],
    empty: EMPTY,
  },

  onLoad({ box = '' }: Record<string, string | undefined>) {
    if (box in TODO_BOX) this.setData({ box: box as TodoBox })
  },

  async pickBox(event: WechatMiniprogram.TouchEvent) {
    this.setData({ box: event.currentTarget.dataset.box as TodoBox, kind: '' })
    await this.retry()
  },

  async onKind(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ kind: event.detail.value })
    await this.retry()
  },

  async settle(id: string) {
    const found = this.data.items.find(item => item.id === id)
    if (!found) return
    markSettled(found)
    this.show(this.data.items.filter(item => item.id !== id))
    if (this.data.phase === 'sending') postponeRefresh(this)
    else await this.refresh()
  },
})
