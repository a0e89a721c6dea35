import { explain } from './phase'

/** What each page asked for last. */
const latest = new WeakMap<object, Promise<object>>()

/**
 * Shows on a page what it asked for, or what went wrong, and sets its phase to `ready` or `failed`.
 * An answer that comes late, when the page has asked for something else, is not shown.
 */
export async function showLatest(page: { setData(change: object): void }, asked: Promise<object>) {
  latest.set(page, asked)
  const change = await asked.then(
    found => ({ ...found, phase: 'ready' }),
    error => ({ phase: 'failed', failure: explain(error) }),
  )
  if (latest.get(page) === asked) page.setData(change)
}
