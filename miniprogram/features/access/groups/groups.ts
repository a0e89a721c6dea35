import { access } from '../../../contract/access'
import { accessPages } from '../../../contract/features/access'
import { client } from '../../../services/cloud'
import { tree } from '../../../services/tree'
import { listPage } from '../../../ui/list-page'
import { groupCard } from './view'

const rights = client(access)
const list = listPage<ReturnType<ReturnType<typeof groupCard>>>(async page => {
  const [{ items, next }, { departments }] = await Promise.all([rights.groups({ page }), tree()])
  return { items: items.map(groupCard(departments)), next }
})

Page({
  ...list,

  async create() {
    await wx.navigateTo({ url: accessPages.newGroup })
  },

  async edit(event: WechatMiniprogram.CustomEvent) {
    await wx.navigateTo({ url: accessPages.group(event.currentTarget.dataset.id as string) })
  },
})
