import { askConsent, loadConsents, prepareConsent } from '../../services/consent'
import { type Offer, offerOf } from './view'

/** Offers to be told in WeChat, with how many messages are left; nothing where WeChat is not set up. */
Component({
  properties: {
    /** Names of the templates. */
    templates: { type: Array, value: [] as string[] },
  },
  data: { offer: null as Offer | null },
  lifetimes: {
    attached() {
      prepareConsent()
      void this.load()
    },
  },
  methods: {
    /** Without an answer there is no offer. */
    async load() {
      const left = await loadConsents().catch(() => ({}))
      this.setData({ offer: offerOf(left, this.data.templates as string[]) })
    },
    async ask() {
      await askConsent(...(this.data.templates as string[]))
      await this.load()
    },
  },
})
