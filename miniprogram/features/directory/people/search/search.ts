import { directory } from '../../../../contract/directory'
import { client } from '../../../../services/cloud'
import { tree } from '../../../../services/tree'
import { listPage } from '../../../../ui/list-page'
import { type PersonLine, personLine } from '../../../../ui/person-row/view'
import { failureOf, KINDS, type Kind } from './view'

const directories = client(directory)
/** Typing rests for so long before it is searched. */
const REST = 300
let rest = 0
/** Counts the searches: an answer that comes late, after the next was asked, is not shown. */
let latest = 0

interface Wanted {
  text: string
  kind: Kind | ''
}

const find = async (page: { after?: string }, { text, kind }: Wanted) => {
  const [{ items, next }, { departments }] = await Promise.all([
    directories.search({ text, ...(kind && { kind }), page }),
    tree(),
  ])
  return { items: items.map(personLine(departments)), next }
}
const list = listPage<PersonLine, Wanted>(find)

Page({
  ...list,
  data: {
    ...list.data,
    phase: 'ready' as (typeof list)['data']['phase'],
    text: '',
    kind: '' as Kind | '',
    kinds: KINDS,
  },

  /** There is nothing to look for yet; coming back, the list is as it was. */
  async onShow() {},

  onUnload() {
    clearTimeout(rest)
  },

  type(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ text: event.detail.value.trim() })
    clearTimeout(rest)
    rest = setTimeout(() => void this.load(), REST)
  },

  async pickKind(event: WechatMiniprogram.TouchEvent) {
    this.setData({ kind: event.currentTarget.dataset.kind as Kind | '' })
    await this.load()
  },

  async load() {
    const mine = ++latest
    const wanted = { text: this.data.text, kind: this.data.kind }
    if (!wanted.text) return this.setData({ items: [], next: '', phase: 'ready' })
    this.setData({ phase: 'loading' })
    try {
      const { items, next = '' } = await find({}, wanted)
      if (mine === latest) this.setData({ items, next, phase: 'ready' })
    } catch (error) {
      if (mine === latest) this.setData({ phase: 'failed', failure: failureOf(error) })
    }
  },
})
