import { directory } from '../../contract/directory'
import { client } from '../../services/cloud'
import { tree } from '../../services/tree'
import { type PersonLine, personLine } from '../person-row/view'
import { searchBox, stopTyping } from '../search-list'

const directories = client(directory)
const box = searchBox<PersonLine>(async text => {
  const [{ items }, { departments }] = await Promise.all([directories.search({ text }), tree()])
  return items.map(personLine(departments))
}, true)

/** A field that opens a sheet to find a person. Triggers `choose` with `{ id, name }` when one is tapped. */
Component({
  properties: {
    label: { type: String, value: '成员' },
    placeholder: { type: String, value: '请选择' },
    /** The person chosen, in words. */
    words: { type: String, value: '' },
    /** Test id. */
    name: { type: String, value: 'person' },
  },
  data: { ...box.data, open: false },
  lifetimes: box.lifetimes,
  methods: {
    ...box.methods,
    async show() {
      this.setData({ open: true, text: '' })
      await this.search()
    },
    close() {
      stopTyping(this)
      this.setData({ open: false })
    },
    onChoose(event: WechatMiniprogram.TouchEvent) {
      const { id, name } = event.currentTarget.dataset as { id: string; name: string }
      this.close()
      this.triggerEvent('choose', { id, name })
    },
  },
})
