import type { Phone } from './browser'
import { journey, withPhones } from './phones'

/** Who opens which form, the button that sends it, and the faults of an empty one. */
const FORMS = [
  ['t-lin', 'features/repair/reporter/report/report', 'report-send', 3],
  ['stranger', 'features/account/apply/apply', 'apply-send', 5],
  ['a-system', 'features/access/group-edit/group-edit', 'group-save', 3],
  ['a-room', 'features/room/administration/edit/edit', 'edit-save', 3],
] as const

/** The places of the words below faulty fields, from the top of the screen. */
const faultTops = (phone: Phone): Promise<number[]> =>
  phone.page.evaluate(
    "[...document.querySelectorAll('.wx-frame:not([hidden]) [class*=fault-words]')].map(words => words.getBoundingClientRect().top)",
  )

journey('forms', () => {
  const { openPhone } = withPhones()

  test.each(FORMS)(
    '%s sends the empty form %s: every faulty field is marked, and the first comes into view',
    async (as, page, send, count) => {
      const phone = await openPhone(as, { path: page, sharpness: 1 })
      await phone.byId(send).click()
      await phone.page.waitForFunction(
        "(() => { const top = document.querySelector('.wx-frame:not([hidden]) [class*=fault-words]')?.getBoundingClientRect().top; return top > 90 && top < 600 })()",
      )
      const tops = await faultTops(phone)
      expect(tops).toHaveLength(count)
      expect(Math.min(...tops)).toBe(tops[0])
      await phone.close()
    },
  )
})
