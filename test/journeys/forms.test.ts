import type { Phone } from './browser'
import { journey, withPhones } from './phones'

/** A persona, the form they open, the button that sends it, and the faults of an empty one. */
const FORMS = [
  ['t-lin', 'features/repair/reporter/report/report', 'report-send', 3],
  ['stranger', 'features/account/apply/apply', 'apply-send', 5],
  ['a-system', 'features/access/group-edit/group-edit', 'group-save', 3],
  ['a-room', 'features/room/administration/edit/edit', 'edit-save', 3],
] as const

/** The places of the words below faulty fields, from the top of the screen, once the first of them is in view. */
const faultTops = (phone: Phone): Promise<number[]> =>
  phone.page.evaluate(`new Promise(done => {
    const look = () => {
      const words = [...document.querySelectorAll('.wx-frame:not([hidden]) [class*=fault-words]')]
      const tops = words.map(one => one.getBoundingClientRect().top)
      if (tops[0] > 90 && tops[0] < 600) done(tops)
      else setTimeout(look, 50)
    }
    look()
  })`)

journey('forms', () => {
  const { openPhone } = withPhones()

  test.each(FORMS)(
    '%s sends the empty form %s: every faulty field is marked, and the first comes into view',
    async (as, page, send, count) => {
      const phone = await openPhone(as, { path: page, sharpness: 1 })
      await phone.byId(send).click()
      const tops = await faultTops(phone)
      expect(tops).toHaveLength(count)
      expect(Math.min(...tops)).toBe(tops[0])
      await phone.close()
    },
  )
})
