import { directory } from '../../../../contract/directory'
import { directoryPages } from '../../../../contract/features/directory'
import { client } from '../../../../services/cloud'
import { refreshTree, tree } from '../../../../services/tree'
import { listPage } from '../../../../ui/list-page'
import { type PersonLine, personLine } from '../../../../ui/person-row/view'
import { levels } from '../../people/department-breadcrumb/levels'
import { administered } from '../member-edit/view'
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

/** The departments that the actor administers, level by level, and their people, frozen ones and former ones, too. */
Page({
  ...list,
  ...levels,
  data: {
    ...list.data,
    id: '',
    trail: [] as Level['trail'],
    below: [] as Level['below'],
  },

  async onPullDownRefresh() {
    await refreshTree().catch(() => undefined)
    await list.onPullDownRefresh.call(this)
  },

  async add() {
    await wx.navigateTo({ url: directoryPages.newMember(this.data.id) })
  },

  async openSearch() {
    await wx.navigateTo({ url: directoryPages.search })
  },
})
