import { directory } from '../../../contract/directory'
import { client } from '../../../services/cloud'
import { refreshTree, tree } from '../../../services/tree'
import { paged } from '../../../ui/paged'
import { type PersonLine, personLine } from '../../../ui/person-row/view'
import { administered } from '../member-edit/view'
import { type Level, levelOf } from './view'

const directories = client(directory)
const levelAt = async (id: string) => levelOf(administered(await tree()), id)
const list = paged<PersonLine, { id: string }>(
  async (page, data) => {
    const { id } = await levelAt(data.id)
    if (!id) return { items: [] }
    const { items, next } = await directories.department({ id, page })
    return { items: items.map(personLine((await tree()).departments)), next }
  },
  () => ({}),
  ({ id }) => levelAt(id),
)

/** The departments that the actor administers, level by level, and their people, with who is frozen or has left. */
Page({
  ...list,
  data: { ...list.data, ...({ id: '', way: [], below: [] } as Level) },

  async onPullDownRefresh() {
    await refreshTree().catch(() => undefined)
    await this.load()
    wx.stopPullDownRefresh()
  },

  async go(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    await this.enter(event.detail.id)
  },

  async goBelow(event: WechatMiniprogram.TouchEvent) {
    await this.enter(event.currentTarget.dataset.id as string)
  },

  async enter(id: string) {
    this.setData({ id, phase: 'loading' })
    await this.load()
  },

  async add() {
    await wx.navigateTo({ url: `/features/directory/member-edit/member-edit?department=${this.data.id}` })
  },

  async search() {
    await wx.navigateTo({ url: '/features/directory/search/search' })
  },
})
