import { repair, type WorkerView } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { editingPage } from '../../../../ui/editing-page'
import { loadPage } from '../../../../ui/load-page'
import { type Form, formOf } from '../worker-edit/view'
import { type Card, toCard } from './view'

const repairs = client(repair)
const page = loadPage(async () => {
  const [{ items: workers }, { items }] = await Promise.all([repairs.workers({}), repairs.categories({})])
  return { workers, cards: workers.map(toCard), skills: items.map(({ name }) => name) }
})
const editing = editingPage<Form>()

/** The workers: what they can mend, where, and whether they are on duty. */
Page({
  ...page,
  ...editing,
  data: {
    ...page.data,
    ...editing.data,
    workers: [] as WorkerView[],
    cards: [] as Card[],
    /** Names of the categories. */
    skills: [] as string[],
  },

  async onShow() {
    await this.appear()
  },

  /** A member who is a worker already keeps what is known of them. */
  add(event: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
    this.openEdit(this.workerOf(event.detail.id) ?? event.detail)
  },

  edit(event: WechatMiniprogram.TouchEvent) {
    const worker = this.workerOf(event.currentTarget.dataset.id)
    if (worker) this.openEdit(worker)
  },

  workerOf(id: string): WorkerView | undefined {
    return this.data.workers.find(worker => worker.id === id)
  },

  openEdit(worker: Parameters<typeof formOf>[0]) {
    this.setData({ editing: formOf(worker, this.data.skills) })
  },
})
