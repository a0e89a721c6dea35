import { explain } from './phase'

interface AskingPage {
  setData(change: object): void
}

/** The request that each page waits for. */
const latest = new WeakMap<object, Promise<object>>()
/** Pages that ask anew once they have sent something. */
const postponed = new WeakSet<object>()

const failed = (error: unknown): object => ({ phase: 'failed', failure: explain(error) })

/**
 * Shows on a page the result of its request, and sets its phase to `ready`. An answer that comes late, when the page has
 * asked for something else, is dropped.
 * @param instead what is set when the request failed; without it the page explains the failure, in the phase `failed`
 */
export async function showLatest(
  page: AskingPage,
  request: Promise<object>,
  instead: (error: unknown) => object = failed,
) {
  latest.set(page, request)
  postponed.delete(page)
  const isLatest = () => latest.get(page) === request && latest.delete(page)
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

/** A page that can ask again for what it shows. */
export interface RefreshedPage {
  refresh?(): Promise<void>
}

/** Postpones a refresh until the page is no longer busy. */
export const postponeRefresh = (page: RefreshedPage) => void postponed.add(page)

/** Drops the answer that a page waits for, which is older than what it sends now, and postpones the request. */
export function postponeRequest(page: RefreshedPage) {
  if (page.refresh && latest.delete(page)) postponeRefresh(page)
}

/** Runs the refresh that was postponed while the page was busy. */
export async function catchUp(page: RefreshedPage) {
  if (postponed.delete(page)) await page.refresh?.()
}
