import { iso } from '../contract/kernel/time'
import { type TodoView, todo } from '../contract/todo'
import { callNamed, client } from '../services/cloud'
import { readMessagesOf } from '../services/unread'
import { laterMoments } from './later-moments'
import { chooseAction } from './more-actions'
import type { Phase } from './phase'
import { sendOnce } from './send'
import type { PendingTodo } from './todo-actions/view'
import { choicesOf, mainAction, ratingAction } from './todo-card/view'

const todos = client(todo)

interface TodoPage {
  data: { phase: Phase; shown: TodoView[] }
  setData(change: object): void
  endTodo(): void
  settle(id: string): unknown
  begin(found: TodoView, action: TodoView['actions'][number]): Promise<void>
  putOff(found: TodoView): Promise<void>
}

type CardEvent<Detail extends object = object> = WechatMiniprogram.CustomEvent<Detail>

const foundBy = (page: TodoPage, event: WechatMiniprogram.BaseEvent): TodoView | undefined =>
  page.data.shown.find(({ id }) => id === event.currentTarget.dataset.id)

/**
 * A page with cards of to-dos: `Page({ ...todoPage, … })`. The page has its to-dos in `shown`, and takes one away with
 * `settle(id)` when its step is taken.
 */
export const todoPage = {
  data: { shown: [] as TodoView[], pendingTodo: null as PendingTodo | null },

  async onOpenTodo(this: TodoPage, event: CardEvent) {
    const found = foundBy(this, event)
    if (!found) return
    void readMessagesOf(found.page)
    await wx.navigateTo({ url: found.page })
  },

  async onAct(this: TodoPage, event: CardEvent) {
    const found = foundBy(this, event)
    const action = found && mainAction(found)
    if (found && action) await this.begin(found, action)
  },

  onTodoStars(this: TodoPage, event: CardEvent<{ value: number }>) {
    const found = foundBy(this, event)
    const action = found && ratingAction(found)
    if (found && action) this.setData({ pendingTodo: { todo: found, action, stars: event.detail.value } })
  },

  async onMoreTodo(this: TodoPage, event: CardEvent) {
    const found = foundBy(this, event)
    const chosen = found && (await chooseAction(choicesOf(found)))
    if (!found || !chosen) return
    if (chosen.action) await this.begin(found, chosen.action)
    else await this.putOff(found)
  },

  /** Takes the step at once, or asks for what it needs. */
  async begin(this: TodoPage, found: TodoView, action: TodoView['actions'][number]) {
    if (action.asks) return this.setData({ pendingTodo: { todo: found, action } })
    const { feature, op, input, title } = action
    await sendOnce(this, {
      op: `${feature}.${op}`,
      input: { feature, op, input },
      send: callNamed,
      done: () => this.settle(found.id),
      changed: () => this.settle(found.id),
      toast: `已${title}`,
    })
  },

  async putOff(this: TodoPage, { id, version }: TodoView) {
    const chosen = await chooseAction(laterMoments(Date.now()))
    if (!chosen) return
    await sendOnce(this, {
      op: 'snooze',
      input: { id, version, until: iso(new Date(chosen.at)) },
      send: todos.snooze,
      done: () => this.settle(id),
      changed: () => this.settle(id),
      toast: `${chosen.text}再提醒`,
    })
  },

  endTodo(this: TodoPage) {
    this.setData({ pendingTodo: null })
  },

  onTodoDone(this: TodoPage & { data: { pendingTodo: PendingTodo | null } }) {
    const { pendingTodo } = this.data
    this.endTodo()
    if (pendingTodo) this.settle(pendingTodo.todo.id)
  },
}
