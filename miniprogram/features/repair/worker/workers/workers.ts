import { repair, type WorkerView } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { loadPage } from '../../../../ui/load-page'
import { type Form, formOf } from '../worker-edit/view'
import { type Card, cardOf } from './view'

const repairs = client(repair)
const asked = loadPage(async () => {
  const [{ items: all }, { items }] = await Promise.all([repairs.workers({}), repairs.categories({})])
  return { all, cards: all.map(cardOf), skills: items.map(({ name }) => name) }
})

/** Who mends: what they can, where, and whether they are on duty. */
Page({
  ...asked,
  data: {
    ...asked.data,
    all: [] as WorkerView[],
    cards: [] as Card[],
    /** What can be mended, and where, for the form. */
    skills: [] as string[],
    editing: null as Form | null,
  },

  async onShow() {
    await this.load()
  },

  /** Who mends already keeps what is known of them. */
  add(event: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
    const { id, name } = event.detail
    this.setData({ editing: formOf(this.data.all.find(one => one.id === id) ?? { id, name }) })
  },

  edit(event: WechatMiniprogram.TouchEvent) {
    const worker = this.data.all.find(one => one.id === event.currentTarget.dataset.id)
    if (worker) this.setData({ editing: formOf(worker) })
  },

  endEdit() {
    this.setData({ editing: null })
  },

  async saved() {
    this.endEdit()
    await this.load()
  },
})
