import { readFileSync } from 'node:fs'
import type { Phone } from './browser'

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** Faults of the phone's screen that axe-core calls critical or serious, each with the element. */
export async function inaccessible(phone: Phone): Promise<string[]> {
  const present = await phone.page.evaluate("'axe' in window")
  if (!present) await phone.page.evaluate(AXE)
  return phone.page.evaluate(`(${measure})()`)
}

/** Runs in the browser. Words on their ground are measured by `unreadable`, which knows placeholders too. */
const measure = `async () => {
  const { violations } = await axe.run('#phone', { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } })
  return violations
    .filter(({ impact }) => impact === 'critical' || impact === 'serious')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 160)))
}`
