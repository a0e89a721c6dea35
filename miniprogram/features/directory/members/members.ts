import { type Department, directory } from '../../../contract/directory'
import { client } from '../../../services/cloud'
import { refreshTree, tree } from '../../../services/tree'
import { paged } from '../../../ui/paged'
import { type PersonLine, personLine } from '../../../ui/person-row/view'
import { administered } from '../member-edit/view'

const directories = client(directory)
const list = paged<PersonLine, { id: string }>(async (page, { id }) => {
  const all = await tree()
  const at = id || administered(all)[0]?.id
  if (!at) return { items: [] }
  const { items, next } = await directories.department({ id: at, page })
  return { items: items.map(personLine(all.departments)), next }
})

/** The people of one department that the actor administers, with who is frozen or has left. */
Page({
  ...list,
  data: { ...list.data, id: '', mine: [] as Department[] },

  async onPullDownRefresh() {
    await refreshTree().catch(() => undefined)
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    await list.load.call(this)
    if (this.data.phase !== 'ready') return
    const mine = administered(await tree())
    this.setData({ mine, id: this.data.id || (mine[0]?.id ?? '') })
  },

  async pick(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.setData({ id: event.detail.value[0] ?? '', phase: 'loading' })
    await this.load()
  },

  async add() {
    await wx.navigateTo({ url: `/features/directory/member-edit/member-edit?department=${this.data.id}` })
  },

  async search() {
    await wx.navigateTo({ url: '/features/directory/search/search' })
  },
})
