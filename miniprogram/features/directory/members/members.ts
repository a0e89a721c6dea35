import { directory } from '../../../contract/directory'
import { client } from '../../../services/cloud'
import { refreshTree, tree } from '../../../services/tree'
import { listPage } from '../../../ui/list-page'
import { type PersonLine, personLine } from '../../../ui/person-row/view'
import { administered } from '../member-edit/view'
import { levels } from '../way/levels'
import { type Level, levelOf } from './view'

const directories = client(directory)
const levelAt = async (id: string) => levelOf(administered(await tree()), id)
const list = listPage<PersonLine, { id: string }>(
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
  ...levels,
  data: { ...list.data, ...({ id: '', way: [], below: [] } as Level) },

  async onPullDownRefresh() {
    await refreshTree().catch(() => undefined)
    await this.load()
    wx.stopPullDownRefresh()
  },

  async add() {
    await wx.navigateTo({ url: `/features/directory/member-edit/member-edit?department=${this.data.id}` })
  },

  async search() {
    await wx.navigateTo({ url: '/features/directory/search/search' })
  },
})
