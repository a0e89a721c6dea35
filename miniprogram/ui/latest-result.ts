import { explain } from './phase'

/** What each page asked for last. */
const latest = new WeakMap<object, Promise<object>>()

const failed = (error: unknown): object => ({ phase: 'failed', failure: explain(error) })

/**
 * Shows on a page what it asked for, and sets its phase to `ready`. An answer that comes late, when the page has asked
 * for something else, is not shown.
 * @param instead what is set when it went wrong; without it the page says what happened, in the phase `failed`
 */
export async function showLatest(
  page: { setData(change: object): void },
  asked: Promise<object>,
  instead: (error: unknown) => object = failed,
) {
  latest.set(page, asked)
  const isLatest = () => latest.get(page) === asked
  await asked.then(
    found => isLatest() && page.setData({ ...found, phase: 'ready' }),
    error => isLatest() && page.setData(instead(error)),
  )
}
