import { directory } from '../../contract/directory'
import { client } from '../../services/cloud'
import { tree } from '../../services/tree'
import { type PersonLine, personLine } from '../person-row/view'
import { explain, type Failure, type Phase } from '../phase'

const directories = client(directory)
/** Typing rests for so long before it is searched. */
const REST = 300
let rest = 0
/** Counts the searches: an answer that comes late is not shown. */
let latest = 0

/** A field that opens a sheet to find somebody. Triggers `choose` with `{ id, name }` when one is tapped. */
Component({
  properties: {
    label: { type: String, value: '成员' },
    placeholder: { type: String, value: '请选择' },
    /** Who is chosen, in words. */
    words: { type: String, value: '' },
    /** What tests find it by. */
    name: { type: String, value: 'person' },
  },
  data: {
    open: false,
    text: '',
    phase: 'ready' as Phase,
    failure: null as Failure | null,
    found: [] as PersonLine[],
  },
  methods: {
    show() {
      this.setData({ open: true, text: '', found: [], phase: 'ready' })
    },
    close() {
      clearTimeout(rest)
      this.setData({ open: false })
    },
    follow(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.close()
    },
    type(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ text: event.detail.value.trim() })
      clearTimeout(rest)
      rest = setTimeout(() => void this.find(), REST)
    },
    async find() {
      const mine = ++latest
      const { text } = this.data
      if (!text) return this.setData({ found: [], phase: 'ready' })
      this.setData({ phase: 'loading' })
      try {
        const [{ items }, { departments }] = await Promise.all([directories.search({ text }), tree()])
        if (mine === latest) this.setData({ found: items.map(personLine(departments)), phase: 'ready' })
      } catch (error) {
        if (mine === latest) this.setData({ phase: 'failed', failure: explain(error) })
      }
    },
    choose(event: WechatMiniprogram.TouchEvent) {
      const { id, name } = event.currentTarget.dataset as { id: string; name: string }
      this.close()
      this.triggerEvent('choose', { id, name })
    },
  },
})
