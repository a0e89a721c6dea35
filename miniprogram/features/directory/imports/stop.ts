import { explain } from '../../../ui/phase'

/** Tells in a dialogue why something long did not come to its end; the page is ready again. */
export async function tellStop(page: { setData(change: object): void }, title: string, error: unknown) {
  page.setData({ phase: 'ready' })
  await wx.showModal({ title, content: explain(error).message, showCancel: false })
}
