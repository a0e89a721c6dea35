import { PRIVACY_NOTICE } from '../privacy-notice'

/** A line that unfolds the privacy notice, for pages whose button agrees to it. */
Component({
  properties: {
    words: { type: String, value: '' },
  },
  data: { open: false, notice: PRIVACY_NOTICE.sections },
  methods: {
    toggle() {
      this.setData({ open: !this.data.open })
    },
  },
})
