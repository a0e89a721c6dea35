import { directory } from '../../contract/directory'
import { directoryPages } from '../../contract/features/directory'
import { client } from '../../services/cloud'
import { me } from '../../services/session'
import { tree } from '../../services/tree'
import { listPage } from '../../ui/list-page'
import { type PersonLine, personLine } from '../../ui/person-row/view'
import { closureFor, type Entry, entriesFor } from './view'

const directories = client(directory)
const list = listPage<PersonLine>(async page => {
  const [{ items, next }, { departments }] = await Promise.all([directories.colleagues({ page }), tree()])
  return { items: items.map(personLine(departments)), next }
})

Page({
  ...list,
  data: {
    ...list.data,
    entries: [] as Entry[],
    searchPage: directoryPages.search,
    /** The reason why the contacts are closed to the person, if they are. */
    closure: null as ReturnType<typeof closureFor>,
  },

  /** A stranger may have joined since the page was last shown. */
  async onShow() {
    // A failure here is shown by the list below.
    const person = await me().catch(() => undefined)
    this.setData({ entries: entriesFor(person), closure: closureFor(person) })
    if (!this.data.closure) await this.appear()
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },
})
