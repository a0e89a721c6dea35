import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import app from '../../miniprogram/app.json'
import { seed } from '../../scripts/seed'
import { members } from '../../scripts/seed/members'
import type { Phone } from './browser'
import { unreadable } from './contrast'
import { misfits } from './fit'
import { openView, PAGES, type View } from './pages'
import { type Made, makeThings } from './pages-made'
import { journey, withPhones } from './phones'

const outside = newMember(
  { _id: 'outside', name: '边小路', kind: 'outside', departments: [], openid: 'o-outside' },
  [],
)
const ALL = Object.entries(PAGES).flatMap(([page, views]) =>
  views.map(view => [nameOf(page, view), page, view] as const),
)

test('every page of the mini program is looked at', () => {
  const pages = [
    ...app.pages,
    ...app.subPackages.flatMap(({ root, pages }) => pages.map(page => `${root}/${page}`)),
  ]
  expect(Object.keys(PAGES).sort()).toEqual(pages.sort())
  expect(new Set(ALL.map(([name]) => name)).size).toBe(ALL.length)
})

journey('every page', () => {
  const { world, openPhone } = withPhones({
    seed: now => ({ ...seed(now), members: [...members, outside] }),
  })
  const phones = new Map<string, Promise<Phone>>()
  let made: Made
  beforeAll(async () => {
    made = await makeThings(world)
  }, 120_000)

  /** The phone of a person, opened once; nothing fades or slides on it: what is drawn is what stays. */
  function phoneOf(as: string): Promise<Phone> {
    const phone = phones.get(as) ?? openStill(as)
    phones.set(as, phone)
    return phone
  }

  async function openStill(as: string): Promise<Phone> {
    const phone = await openPhone(`o-${as}`, { sharpness: 1 })
    await phone.page.addStyleTag({ content: '* { transition: none !important; }' })
    return phone
  }

  test.each(ALL)(
    '%s looks right in light and dark, and fits a small phone with large text',
    async (name, page, view) => {
      const phone = await phoneOf(view.as)
      await openView(phone, page, view, made)
      expect(await misfits(phone)).toEqual([])
      for (const theme of ['dark', 'light'] as const) {
        await turn(phone, theme)
        await phone.shot(`every-${name}-${theme}`)
        expect(await unreadable(phone)).toEqual([])
      }
      await resize(phone, SMALL)
      expect(await misfits(phone)).toEqual([])
      await resize(phone, USUAL)
      expect(phone.takeFaults()).toEqual([])
    },
  )
})

const USUAL = { width: 375, font: 1 }
const SMALL = { width: 320, font: 1.4 }

async function resize(phone: Phone, { width, font }: typeof USUAL): Promise<void> {
  await phone.page.setViewportSize({ width, height: 812 })
  await phone.page.evaluate(
    `document.documentElement.style.setProperty('--wx-system-font-size', '${16 * font}px')`,
  )
  await phone.settle()
}

async function turn(phone: Phone, theme: 'light' | 'dark'): Promise<void> {
  await phone.page.evaluate(`postMessage({ type: 'theme', theme: '${theme}' })`)
  await phone.page.locator(`html[data-theme="${theme}"]`).waitFor({ state: 'attached' })
  await phone.settle()
}

function nameOf(page: string, { state }: View): string {
  const [root, feature] = page.split('/')
  const name = page.slice(page.lastIndexOf('/') + 1)
  return [root === 'pages' ? '' : feature, name, state].filter(Boolean).join('-')
}
