import { type PlaceView, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { listPage } from '../../../../ui/list-page'
import { type Form, formOf } from '../place-edit/view'
import { firstOf, MOST, toggled } from './view'

const repairs = client(repair)
/** Typing rests for so long before it is searched. */
const REST = 300
let rest = 0

const list = listPage<PlaceView, { text: string }>((page, { text }) =>
  repairs.places({ ...(text && { text }), page }),
)

/** Where things can break; a tap chooses the places whose codes are printed. */
Page({
  ...list,
  data: {
    ...list.data,
    text: '',
    chosen: [] as string[],
    most: MOST,
    editing: null as Form | null,
  },

  onUnload() {
    clearTimeout(rest)
  },

  type(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ text: event.detail.value.trim() })
    clearTimeout(rest)
    rest = setTimeout(() => void this.retry(), REST)
  },

  async choose(event: WechatMiniprogram.TouchEvent) {
    const { chosen } = this.data
    const next = toggled(chosen, event.currentTarget.dataset.id as string)
    this.setData({ chosen: next })
    if (next.length === chosen.length) await wx.showToast({ title: `一次最多 ${MOST} 个`, icon: 'none' })
  },

  chooseAll() {
    this.setData({ chosen: this.data.chosen.length ? [] : firstOf(this.data.items) })
  },

  async print() {
    await wx.navigateTo({ url: `/features/repair/settings/codes/codes?ids=${this.data.chosen.join('.')}` })
  },

  create() {
    this.setData({ editing: formOf() })
  },

  edit(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    this.setData({ editing: formOf(this.data.items.find(one => one.id === id)) })
  },

  endEdit() {
    this.setData({ editing: null })
  },

  async saved() {
    this.endEdit()
    await this.load()
  },
})
