import { repairPages } from '../../../../contract/features/repair'
import { type PlaceSettings, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { editingPage } from '../../../../ui/editing-page'
import { searchList } from '../../../../ui/search-list'
import { type Form, formOf } from '../place-edit/view'
import { firstIds, MAX_CODES, toggleId } from './view'

const repairs = client(repair)
const search = searchList<PlaceSettings>({
  fetch: (page, { text }) => repairs.places({ ...(text && { text }), page }),
})
const editing = editingPage<Form>()

/** The places where things can break; a tap chooses those whose codes are printed. */
Page({
  ...search,
  ...editing,
  data: {
    ...search.data,
    ...editing.data,
    chosen: [] as string[],
    most: MAX_CODES,
  },

  async onChoose(event: WechatMiniprogram.TouchEvent) {
    const { chosen } = this.data
    const next = toggleId(chosen, event.currentTarget.dataset.id as string)
    this.setData({ chosen: next })
    if (next.length === chosen.length) await wx.showToast({ title: `一次最多 ${MAX_CODES} 个`, icon: 'none' })
  },

  chooseAll() {
    this.setData({ chosen: this.data.chosen.length ? [] : firstIds(this.data.items) })
  },

  async print() {
    await wx.navigateTo({ url: `${repairPages.codes}?ids=${this.data.chosen.join('.')}` })
  },

  create() {
    this.setData({ editing: formOf() })
  },

  edit(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    this.setData({ editing: formOf(this.data.items.find(item => item.id === id)) })
  },
})
