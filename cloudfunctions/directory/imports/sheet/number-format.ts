import { type Cell, cellFrom } from './cell'

const TOO_LONG: Cell = { reason: '这个数字超过 15 位，表格软件已经丢掉了后面的数字，请把这一格改成文本再填' }
const FRACTION: Cell = { reason: '这一格是小数，请改成整数或文本' }
const DATE: Cell = { reason: '这一格是日期或时间，请改成文本再填' }
const UNKNOWN: Cell = { reason: '认不出这一格的数字格式，请改成文本再填' }

/** Significant digits of a number that spreadsheets keep and show. */
const DIGITS = 15

const NO_FORMAT = /^(?:general|g\/通用格式|@|)$/i
/** Quoted text, an escaped letter, a gap as wide as a letter, a filling letter, and what stands in brackets. */
const LITERALS = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g
/** A condition, or digits of another script. */
const SPECIAL = /\[(?:[<>=]|dbnum|natnum)/i

/**
 * The text that a cell shows for the stored number, such as `00007701` for 7701.0 in the format `00000000`. Separators of
 * thousands and decimals of a whole number are left out. A number that is not exact has no text but a reason.
 */
export function shownNumber(stored: string, format: string): Cell {
  const value = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(value)) return cellFrom(stored)
  if (isDateFormat(format)) return DATE
  // Calculated numbers carry noise behind the digits that are shown.
  const shown = Number(value.toPrecision(DIGITS))
  if (Math.abs(shown) >= 10 ** DIGITS) return TOO_LONG
  if (!Number.isInteger(shown)) return FRACTION
  const digits = String(Math.abs(shown))
  const sign = shown < 0 ? '-' : ''
  if (NO_FORMAT.test(format)) return sign + digits
  const text = formatted(digits, format)
  return text === undefined ? UNKNOWN : sign + text
}

/** True for a format of dates or times. */
export const isDateFormat = (format: string): boolean =>
  /\[[hms]+\]/i.test(format) || /[ymdhs]/i.test(format.replace(LITERALS, '').replace(/general/gi, ''))

type Token = { digit: string } | { text: string }

/** The digits at the places of the format's first section; undefined for a format that shows something else. */
function formatted(digits: string, format: string): string | undefined {
  if (SPECIAL.test(format)) return undefined
  const tokens = tokensOf(format)
  if (!tokens) return undefined
  const places = tokens.filter(token => 'digit' in token).length
  if (!places) return undefined
  const rest = [...digits.padStart(places, ' ')]
  // Digits for which there is no place stand before the first.
  const first = rest.splice(0, rest.length - places + 1).join('')
  let place = 0
  const show = ({ digit }: { digit: string }): string => {
    const shown = place++ === 0 ? first : rest.shift()!
    return shown !== ' ' ? shown : digit === '0' ? '0' : ''
  }
  return tokens.map(token => ('digit' in token ? show(token) : token.text)).join('')
}

/** The first section, up to its decimals; undefined if it changes the number. */
function tokensOf(format: string): Token[] | undefined {
  const tokens: Token[] = []
  let scale = false
  for (const [part] of format.matchAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general|./giu)) {
    if (part === ';') break
    if (part === '%' || part === '/') return undefined
    if (part === '.' || /^e$/i.test(part)) return scale ? undefined : tokens
    if (/^general$/i.test(part)) tokens.push({ digit: '#' })
    else if (/^[0#?]$/.test(part)) tokens.push({ digit: part })
    else if (part.startsWith('"')) tokens.push({ text: part.slice(1, -1) })
    else if (part.startsWith('\\')) tokens.push({ text: part.slice(1) })
    else if (part !== ',' && !/^[[_*]/.test(part)) tokens.push({ text: part })
    // A comma behind the last digit divides by a thousand.
    scale = part === ',' || (scale && !/^[0#?]$/.test(part))
  }
  return scale ? undefined : tokens
}
