import { directory } from '../../contract/directory'
import { client } from '../../services/cloud'
import { me } from '../../services/session'
import { tree } from '../../services/tree'
import { paged } from '../../ui/paged'
import { type PersonLine, personLine } from '../../ui/person-row/view'
import { type Door, doors } from './view'

const directories = client(directory)
const list = paged<PersonLine>(async page => {
  const [{ items, next }, { departments }] = await Promise.all([directories.colleagues({ page }), tree()])
  return { items: items.map(personLine(departments)), next }
})

Page({
  ...list,
  data: { ...list.data, doors: [] as Door[] },

  async onLoad() {
    // Without it the list below still tells what is wrong.
    this.setData({ doors: doors(await me().catch(() => undefined)) })
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },
})
