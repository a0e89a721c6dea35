import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { loadPage } from '../../../../ui/load-page'

const repairs = client(repair)
const page = loadPage(async ({ ids }: { ids: string[] }) => {
  const { items } = await repairs.placeCodes({ ids })
  return { codes: items }
})

/** Codes to print and stick up: scanned, they open the report of that place. */
Page({
  ...page,
  data: {
    ...page.data,
    ids: [] as string[],
    codes: [] as { id: string; name: string; code: string }[],
  },

  async onLoad({ ids = '' }: Record<string, string | undefined>) {
    this.setData({ ids: ids.split('.') })
    await this.load()
  },

  /** Large, where WeChat's own menu saves or sends it. */
  async open(event: WechatMiniprogram.TouchEvent) {
    const urls = this.data.codes.map(({ code }) => code)
    await wx.previewImage({ current: urls[Number(event.currentTarget.dataset.index)]!, urls })
  },
})
