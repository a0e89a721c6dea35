import { MINUTE } from '../contract/kernel/time'

interface WatchedPage {
  appear(): Promise<void>
  refresh(): Promise<void>
}

const clocks = new WeakMap<object, ReturnType<typeof setInterval>>()

function stop(page: object): void {
  const clock = clocks.get(page)
  if (clock !== undefined) clearInterval(clock)
}

/**
 * For a page that shows what others change: asks again, unseen, when the page is shown again, and each minute while it is
 * in sight. `Page({ ...list, ...watched, … })`, over what `loaded` or `paged` made.
 */
export const autoRefresh = {
  async onShow(this: WatchedPage) {
    stop(this)
    clocks.set(
      this,
      setInterval(() => void this.refresh(), MINUTE),
    )
    await this.appear()
  },
  onHide(this: WatchedPage) {
    stop(this)
  },
  onUnload(this: WatchedPage) {
    stop(this)
  },
}
