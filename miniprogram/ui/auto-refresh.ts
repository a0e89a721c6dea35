import { MINUTE } from '../contract/kernel/time'

interface RefreshedPage {
  appear(): Promise<void>
  refresh(): Promise<void>
}

const clocks = new WeakMap<object, ReturnType<typeof setInterval>>()

function stop(page: object): void {
  const clock = clocks.get(page)
  if (clock !== undefined) clearInterval(clock)
}

/**
 * Keeps a page fresh that others change: it refreshes in the background when it is shown again, and each minute while
 * it is shown. `Page({ ...list, ...autoRefresh, … })`, over a `loadPage` or a `listPage`.
 */
export const autoRefresh = {
  async onShow(this: RefreshedPage) {
    stop(this)
    clocks.set(
      this,
      setInterval(() => void this.refresh(), MINUTE),
    )
    await this.appear()
  },
  onHide(this: RefreshedPage) {
    stop(this)
  },
  onUnload(this: RefreshedPage) {
    stop(this)
  },
}
