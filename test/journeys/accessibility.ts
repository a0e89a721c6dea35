import { readFileSync } from 'node:fs'
import type { Phone } from './browser'

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** Rules whose cause lies in the frame of the preview around a page, as do the names of its tabs. */
const OF_THE_FRAME = ['image-alt', 'aria-required-attr', 'scrollable-region-focusable']

/** Faults of the phone's screen that axe-core calls critical or serious, each with the element. */
export async function inaccessible(phone: Phone): Promise<string[]> {
  const present = await phone.page.evaluate("'axe' in window")
  if (!present) await phone.page.evaluate(AXE)
  return phone.page.evaluate(`(${measure})(${JSON.stringify(OF_THE_FRAME)})`)
}

/** Runs in the browser. Words on their ground are measured by `unreadable`, which knows placeholders too. */
const measure = `async frame => {
  const rules = Object.fromEntries([...frame, 'color-contrast'].map(rule => [rule, { enabled: false }]))
  const { violations } = await axe.run({ include: '#phone', exclude: '.wx-tab' }, { resultTypes: ['violations'], rules })
  return violations
    .filter(({ impact }) => impact === 'critical' || impact === 'serious')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 160)))
}`
