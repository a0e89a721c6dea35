import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { shiftDate } from '../../scripts/shift-date.cjs'

/** Gives a page the time of the tests, also after it loads again. */
const SHARED_CLOCK = `(${shiftDate})().set(Date.now() + ${Date.now() - performance.timeOrigin - performance.now()})`

const SCREENSHOTS = path.join(__dirname, '..', 'journeys', 'screenshots')

export interface PageOptions {
  /** Where in the console: `database/rooms`. */
  place?: string
  theme?: 'light' | 'dark'
  /** As wide as a phone. */
  narrow?: boolean
}

/** The console in a browser window of its own. */
export interface ConsolePage {
  page: Page
  shot(name: string): Promise<void>
  /** Waits until something with these words has gone wrong, and forgives whatever else goes wrong with them. */
  expectFault(words: string): Promise<void>
  /** Closes the window; rejects when anything went wrong that was not expected. */
  close(): Promise<void>
}

export async function openConsole(
  browser: Browser,
  url: string,
  options: PageOptions = {},
): Promise<ConsolePage> {
  const context = await browser.newContext({
    viewport: options.narrow ? { width: 375, height: 812 } : { width: 1280, height: 860 },
    colorScheme: options.theme ?? 'light',
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  })
  await context.addInitScript(SHARED_CLOCK)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const faults: string[] = []
  const expected: string[] = []
  page.on('console', message => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', error => faults.push(error.stack ?? error.message))
  await page.goto(`${url}/console#/${options.place ?? ''}`)
  return {
    page,
    shot: async name => void (await page.screenshot({ path: path.join(SCREENSHOTS, `console-${name}.png`) })),
    expectFault: async words => {
      expected.push(words)
      while (!faults.some(fault => fault.includes(words))) await page.waitForEvent('console')
    },
    close: async () => {
      await context.close()
      const others = faults.filter(fault => !expected.some(words => fault.includes(words)))
      if (others.length > 0) throw new Error(`The console reported:\n${others.join('\n')}`)
    },
  }
}
