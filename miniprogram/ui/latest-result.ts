import { explain } from './phase'

/** The last request of each page. */
const latest = new WeakMap<object, Promise<object>>()

const failed = (error: unknown): object => ({ phase: 'failed', failure: explain(error) })

/**
 * Shows on a page the result of its request, and sets its phase to `ready`. An answer that comes late, when the page has
 * asked for something else, is dropped.
 * @param instead what is set when the request failed; without it the page explains the failure, in the phase `failed`
 */
export async function showLatest(
  page: { setData(change: object): void },
  request: Promise<object>,
  instead: (error: unknown) => object = failed,
) {
  latest.set(page, request)
  const isLatest = () => latest.get(page) === request
  await request.then(
    found => isLatest() && page.setData({ ...found, phase: 'ready' }),
    error => isLatest() && page.setData(instead(error)),
  )
}

/** Shows a failure as a toast, for requests beside data that stays on the page. */
export function toastFailure(error: unknown): object {
  void wx.showToast({ title: explain(error).message, icon: 'none' })
  return { phase: 'ready' }
}
