import { repair } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { explain, type Failure, type Phase } from '../../../ui/phase'

const repairs = client(repair)

/** Codes to print and stick up: scanned, they open the report of that place. */
Page({
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
    ids: [] as string[],
    codes: [] as { id: string; name: string; code: string }[],
  },

  async onLoad({ ids = '' }: Record<string, string | undefined>) {
    this.setData({ ids: ids.split('.') })
    await this.load()
  },

  async retry() {
    this.setData({ phase: 'loading' })
    await this.load()
  },

  async load() {
    try {
      const { items } = await repairs.placeCodes({ ids: this.data.ids })
      this.setData({ phase: 'ready', codes: items })
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  /** Large, where WeChat's own menu saves or sends it. */
  async open(event: WechatMiniprogram.TouchEvent) {
    const urls = this.data.codes.map(({ code }) => code)
    await wx.previewImage({ current: urls[Number(event.currentTarget.dataset.index)]!, urls })
  },
})
