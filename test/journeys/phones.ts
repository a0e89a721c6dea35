import path from 'node:path'
import type { Browser } from 'playwright-core'
import type { StartOptions } from '../../scripts/local-cloud/cloud'
import { aWorld } from '../make/world'
import { findBrowser, openBrowser, openPhone, type PhoneOptions } from './browser'

const PREVIEW = path.join(__dirname, '..', '..', 'dist', 'preview')

/** A `describe` of what people do in the browser; skipped where there is none. */
export const journey = findBrowser() ? describe : describe.skip

/** A world of one's own, and phones to use it with. */
export function withPhones(options: StartOptions = {}) {
  const world = aWorld({ ...options, pages: PREVIEW })
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  const open = (as: string, more: Omit<PhoneOptions, 'url' | 'as'> = {}) =>
    openPhone(browser, { url: world.cloud.url, as, sharpness: 2, ...more })
  return { world, openPhone: open }
}
