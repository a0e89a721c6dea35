import type { Me } from '../contract/account'
import { me, refreshMe } from '../services/session'
import { showLatest } from './latest-result'
import { loadPage } from './load-page'

interface PersonalPage<D> {
  data: D
  setData(change: object): void
}

/**
 * What a page does that shows who is using the phone: `load()` takes what is known of them; on retry and when pulled down
 * it is asked again. `Page({ ...personal(…), async onShow() { await this.load() } })`.
 * @param draw answers the data to set for the person; it gets the page's data, too
 */
export const profilePage = <D = unknown>(draw: (person: Me, data: D) => object | Promise<object>) => {
  const fresh = (page: PersonalPage<D>) =>
    showLatest(
      page,
      refreshMe().then(person => draw(person, page.data)),
    )
  return {
    ...loadPage<D>(async data => draw(await me(), data)),

    async onPullDownRefresh(this: PersonalPage<D>) {
      await fresh(this)
      wx.stopPullDownRefresh()
    },

    async retry(this: PersonalPage<D>) {
      this.setData({ phase: 'loading' })
      await fresh(this)
    },
  }
}
