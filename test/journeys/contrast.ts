import type { Phone } from './browser'

/**
 * Words stand out from their ground at least by so much, placeholders included: WCAG 2 AA. Large letters are of 24 pixels,
 * or 18.66 in bold.
 */
const LEAST = { usual: 4.5, large: 3 }

/** The words of the page on top that hardly stand out from their ground; what is disabled may be pale. */
export const unreadable = (phone: Phone): Promise<string[]> =>
  phone.page.evaluate(`(${measure})(${JSON.stringify(LEAST)})`)

/** Runs in the browser. */
const measure = `least => {
  const top = [...document.querySelectorAll('.wx-frame')].find(frame => !frame.hidden)
  const colour = text => {
    const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number)
    return { parts: [r, g, b], a }
  }
  const over = ({ parts, a }, ground) => parts.map((part, i) => part * a + ground[i] * (1 - a))
  const light = parts => {
    const [r, g, b] = parts.map(part => part / 255).map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const groundOf = element => {
    const parent = element.parentElement ? groundOf(element.parentElement) : [255, 255, 255]
    return over(colour(getComputedStyle(element).backgroundColor), parent)
  }
  const faults = []
  const texts = document.createTreeWalker(top, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const words = texts.currentNode.textContent.trim()
    const element = texts.currentNode.parentElement
    if (!words || !element.getClientRects().length || element.closest('.t-button--disabled, [aria-disabled=true]')) continue
    const ground = groundOf(element)
    const [lighter, darker] = [light(over(colour(getComputedStyle(element).color), ground)), light(ground)].sort((a, b) => b - a)
    const ratio = (lighter + 0.05) / (darker + 0.05)
    const { fontSize, fontWeight } = getComputedStyle(element)
    const large = parseFloat(fontSize) >= (fontWeight >= 600 ? 18.66 : 24)
    if (ratio < (large ? least.large : least.usual)) faults.push(ratio.toFixed(1) + ' “' + words.slice(0, 20) + '”')
  }
  return [...new Set(faults)]
}`
