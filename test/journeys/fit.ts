import type { Phone } from './browser'

/**
 * Parts of the page on top that do not fit the screen: elements that reach beyond its left or right edge, words that run
 * out of their place, buttons and fields whose words are cut off, and placeholders that are longer than their fields.
 * Parts that scroll sideways by design may be wider, typed words scroll by themselves, and one line that ends in `…` says
 * so.
 */
export const misfits = (phone: Phone): Promise<string[]> => phone.page.evaluate(`(${measure})()`)

/** Runs in the browser. */
const measure = `() => {
  const top = [...document.querySelectorAll('.wx-frame')].find(frame => !frame.hidden)
  const width = document.querySelector('#phone').clientWidth
  const name = element => [
    element.closest('[data-testid]')?.dataset.testid ?? '',
    element.tagName.toLowerCase(),
    '“' + element.textContent.trim().slice(0, 20) + '”',
  ].join(' ')
  const style = element => getComputedStyle(element)
  const scrolls = element => {
    for (let at = element.parentElement; at && at !== top; at = at.parentElement)
      if (/auto|scroll/.test(style(at).overflowX) && at.scrollWidth > at.clientWidth && !at.classList.contains('wx-scroller')) return true
    return false
  }
  const seen = element => element.getClientRects().length > 0 && style(element).visibility !== 'hidden'
  const faults = []
  for (const element of top.querySelectorAll('.wx-body *')) {
    if (!seen(element)) continue
    const { left, right, width: own } = element.getBoundingClientRect()
    if (own && (left < -1 || right > width + 1) && !scrolls(element)) faults.push('beyond the edge: ' + name(element))
    const speaks = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim())
    if (speaks && style(element).overflowX === 'visible' && element.clientWidth && element.scrollWidth > element.clientWidth + 1)
      faults.push('runs out: ' + name(element))
  }
  const pressed = '[role=button], [role=radio], [role=checkbox], [role=tab], [role=link], wx-button, .t-button, input, textarea, .field'
  for (const element of top.querySelectorAll(pressed)) {
    if (!seen(element)) continue
    for (const part of [element, ...element.querySelectorAll('*')]) {
      if (part.matches('input, textarea')) continue
      const { overflowX, overflowY, textOverflow } = style(part)
      const cutX = overflowX !== 'visible' && part.scrollWidth > part.clientWidth + 1 && textOverflow !== 'ellipsis'
      const cutY = overflowY !== 'visible' && part.scrollHeight > part.clientHeight + 1
      if (part.clientWidth && (cutX || cutY)) faults.push('cut off: ' + name(part))
    }
  }
  const pen = document.createElement('canvas').getContext('2d')
  for (const field of top.querySelectorAll('input')) {
    if (!seen(field) || field.value || !field.placeholder) continue
    pen.font = style(field).font
    if (pen.measureText(field.placeholder).width > field.clientWidth + 1) faults.push('cut placeholder: ' + field.placeholder)
  }
  return [...new Set(faults)]
}`
