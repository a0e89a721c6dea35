import { directoryPages } from '../../contract/features/directory'
import type { PersonLine } from './view'

/** A person in a list, under their initial where one is given; a tap opens their page. */
Component({
  properties: {
    line: { type: Object, value: null as unknown as PersonLine },
    /** The heading above it; empty where the person before has the same. */
    initial: { type: String, value: '' },
  },
  methods: {
    async open() {
      const { id } = this.data.line as PersonLine
      await wx.navigateTo({ url: directoryPages.person(id) })
    },
  },
})
