import { directory } from '../../contract/directory'
import { client } from '../../services/cloud'
import { me } from '../../services/session'
import { tree } from '../../services/tree'
import { listPage } from '../../ui/list-page'
import { type PersonLine, personLine } from '../../ui/person-row/view'
import { closed, type Door, doors } from './view'

const directories = client(directory)
const list = listPage<PersonLine>(async page => {
  const [{ items, next }, { departments }] = await Promise.all([directories.colleagues({ page }), tree()])
  return { items: items.map(personLine(departments)), next }
})

Page({
  ...list,
  data: { ...list.data, doors: [] as Door[], closed: null as ReturnType<typeof closed> },

  /** Who was no member may have joined meanwhile. */
  async onShow() {
    // Without it the list below still tells what is wrong.
    const person = await me().catch(() => undefined)
    this.setData({ doors: doors(person), closed: closed(person) })
    if (!this.data.closed) await this.appear()
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },
})
