import type { CDPSession } from 'playwright-core'
import { journey, withPhones } from '../journeys/phones'

/** Bytes that may come over the wire until both phones stand. */
const MOST = 1_200_000

journey('the way to the browser', () => {
  const { openPhone } = withPhones()

  /** Counts what one action brings over the wire, in bytes with headers, by address. */
  async function transferred(session: CDPSession, act: () => Promise<unknown>): Promise<Map<string, number>> {
    const urls = new Map<string, string>()
    const bytes = new Map<string, number>()
    const asked = ({ requestId, request }: { requestId: string; request: { url: string } }) =>
      void urls.set(requestId, request.url)
    const came = ({ requestId, encodedDataLength }: { requestId: string; encodedDataLength: number }) => {
      const { pathname } = new URL(urls.get(requestId) ?? 'http://unknown/')
      bytes.set(pathname, (bytes.get(pathname) ?? 0) + encodedDataLength)
    }
    session.on('Network.requestWillBeSent', asked).on('Network.loadingFinished', came)
    await act()
    session.off('Network.requestWillBeSent', asked).off('Network.loadingFinished', came)
    return bytes
  }

  const sum = (bytes: Map<string, number>) => [...bytes.values()].reduce((all, one) => all + one, 0)

  test('both phones cost at most 1.2 MB, and a second look next to nothing', async () => {
    const phone = await openPhone('t-lin')
    const { page } = phone
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    await page.setViewportSize({ width: 1440, height: 900 })
    const stand = async () => {
      for (const place of [0, 1]) await page.frameLocator('iframe').nth(place).locator('wx-page').waitFor()
      await page.waitForLoadState('networkidle')
    }
    // The window has shown a phone already, whose parts would be missing.
    await session.send('Network.clearBrowserCache')
    const url = new URL('/', page.url()).href
    const first = await transferred(session, () => page.goto(url).then(stand))
    expect(first.get('/phone.js')).toBeGreaterThan(100_000)
    expect(first.get('/fonts/tdesign-icons.woff')).toBeGreaterThan(100_000)
    expect(sum(first)).toBeLessThanOrEqual(MOST)
    const second = await transferred(session, () => page.reload().then(stand))
    expect(second.get('/phone.js')).toBeLessThan(2000)
    expect(sum(second)).toBeLessThan(100_000)
    await phone.close()
  })
})
