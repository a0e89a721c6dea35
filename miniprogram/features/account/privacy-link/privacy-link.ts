import { PRIVACY_NOTICE } from '../privacy-notice'

/** A line that opens the privacy notice, for pages whose button agrees to it. */
Component({
  properties: {
    words: { type: String, value: '' },
  },
  data: { open: false, notice: PRIVACY_NOTICE.sections },
  methods: {
    show() {
      this.setData({ open: true })
    },
    close() {
      this.setData({ open: false })
    },
  },
})
