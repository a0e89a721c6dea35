import { type MaterialView, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { me } from '../../../../services/session'
import { editingPage } from '../../../../ui/editing-page'
import { replaceItem } from '../../../../ui/list-page'
import { searchList } from '../../../../ui/search-list'
import * as material from '../material-edit/view'
import * as restock from '../restock/view'
import { arrange, type Card } from './view'

const repairs = client(repair)

async function loadRights() {
  const { duties = [] } = await me()
  return { keeper: duties.includes('repair.keeper'), manager: duties.includes('repair.admin') }
}

const search = searchList<MaterialView>({
  /** Both duties see the same stock. */
  async fetch(page, { text }) {
    const op = (await loadRights()).keeper ? 'stock' : 'materials'
    return repairs[op]({ ...(text && { text }), page })
  },
  arrange: items => ({ cards: arrange(items, Date.now()) }),
  beside: loadRights,
})
const editing = editingPage<material.Form>()

/** The page of the stock: keepers add to it and correct it, administrators define its materials. */
Page({
  ...search,
  ...editing,
  data: {
    ...search.data,
    ...editing.data,
    keeper: false,
    manager: false,
    cards: [] as Card[],
    /** The material whose movements are in sight. */
    opened: '',
    restocking: null as restock.Form | null,
  },

  open(event: WechatMiniprogram.TouchEvent) {
    const id = event.currentTarget.dataset.id as string
    this.setData({ opened: this.data.opened === id ? '' : id })
  },

  restock(event: WechatMiniprogram.TouchEvent) {
    this.setData({ restocking: restock.formOf(this.materialOf(event)) })
  },

  endRestock() {
    this.setData({ restocking: null })
  },

  onRestocked(event: WechatMiniprogram.CustomEvent<MaterialView>) {
    this.endRestock()
    this.show(replaceItem(this.data.items, event.detail))
  },

  create() {
    this.setData({ editing: material.formOf() })
  },

  edit(event: WechatMiniprogram.TouchEvent) {
    this.setData({ editing: material.formOf(this.materialOf(event)) })
  },

  materialOf(event: WechatMiniprogram.TouchEvent): MaterialView {
    return this.data.items.find(({ id }) => id === event.currentTarget.dataset.id)!
  },
})
