import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { seedWithExamples } from '../../scripts/seed'
import { everybody } from '../../scripts/seed/examples/people'
import { inaccessible } from './accessibility'
import type { Phone } from './browser'
import { unreadable } from './contrast'
import { misfits } from './fit'
import { journey, withPhones } from './phones'
import { openView, type Pages, type View } from './view'

const outside = newMember(
  { _id: 'outside', name: '边小路', kind: 'outside', departments: [], openid: 'o-outside' },
  [],
)

/** Looks at every page of a feature in light and dark, on the usual phone and on a small one with large text. */
export const everyPage = ({ views, prepare }: Pages) =>
  journey('every page', () => {
    const { world, openPhone } = withPhones({
      seed: now => ({ ...seedWithExamples(now), members: [...everybody(), outside] }),
    })
    const phones = new Map<string, Promise<Phone>>()
    /** The theme that each phone was left in. */
    const themes = new Map<Phone, Theme>()
    let made: Record<string, string>
    beforeAll(async () => {
      made = (await prepare?.(world)) ?? {}
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

    const named = Object.entries(views).flatMap(([page, ofPage]) =>
      ofPage.map(view => [nameOf(page, view), page, view] as const),
    )
    test.each(named)(
      '%s looks right in light and dark, and fits a small phone with large text',
      async (name, page, view) => {
        const phone = await phoneOf(view.as)
        await openView(phone, page, view, made)
        expect(await misfits(phone)).toEqual([])
        const look = async (theme: Theme) => {
          await phone.shot(`every-${name}-${theme}`)
          expect(await unreadable(phone)).toEqual([])
          expect(await inaccessible(phone)).toEqual([])
        }
        const first = themes.get(phone) ?? 'light'
        const second = first === 'light' ? 'dark' : 'light'
        await look(first)
        await turn(phone, second)
        themes.set(phone, second)
        await look(second)
        await resize(phone, SMALL)
        await phone.settle()
        expect(await misfits(phone)).toEqual([])
        await resize(phone, USUAL)
        expect(phone.takeFaults()).toEqual([])
      },
    )
  })

type Theme = 'light' | 'dark'
const USUAL = { width: 375, font: 1 }
const SMALL = { width: 320, font: 1.4 }

async function resize(phone: Phone, { width, font }: typeof USUAL): Promise<void> {
  await phone.page.setViewportSize({ width, height: 812 })
  await phone.page.evaluate(
    `document.documentElement.style.setProperty('--wx-system-font-size', '${16 * font}px')`,
  )
}

async function turn(phone: Phone, theme: Theme): Promise<void> {
  await phone.page.evaluate(`postMessage({ type: 'theme', theme: '${theme}' })`)
  await phone.page.locator(`html[data-theme="${theme}"]`).waitFor({ state: 'attached' })
  await phone.settle()
}

export function nameOf(page: string, { state }: View): string {
  const [root, feature] = page.split('/')
  const name = page.slice(page.lastIndexOf('/') + 1)
  return [root === 'pages' ? '' : feature, name, state].filter(Boolean).join('-')
}
