import type { Me } from '../contract/account'
import { forgetMe, me } from '../services/session'
import { loadPage } from './load-page'

/**
 * A page about the person who uses the phone: `appear()` takes what is known of them; on retry and when pulled down the
 * server is asked. `Page({ ...profilePage(…), async onShow() { await this.appear() } })`.
 * @param draw answers the data to set for the person; it gets the page's data, too
 */
export const profilePage = <D = unknown>(draw: (person: Me, data: D) => object | Promise<object>) => {
  const page = loadPage<D>(async data => draw(await me(), data))
  return {
    ...page,

    async onPullDownRefresh(this: ThisParameterType<typeof page.onPullDownRefresh>) {
      forgetMe()
      await page.onPullDownRefresh.call(this)
    },

    async retry(this: ThisParameterType<typeof page.retry>) {
      forgetMe()
      await page.retry.call(this)
    },
  }
}
