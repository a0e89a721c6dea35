import { accountKey, toAscii, toFigures } from '#contract/kernel/canonical-text'
import { errorIn, isUnreadable } from './cell'
import { headingOf, type Line, type Single } from './lines'

/** Marks of people who have nothing to fill in. */
const PLACEHOLDER = /^(?:[-–—－_/／\\.。·、]+|暂?无|没有|空|未知|待定|待补充?|n\/?a|none|null)$/i
/** Columns whose texts mean figures. */
const NUMERIC = new Set<Single>(['account', 'phone', 'qq', 'office', 'wechat'])
/** Columns that every person has. */
const NEEDED = new Set<Single>(['name', 'account'])

/** True for a text that stands for nothing. */
export const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(toAscii(text))

/**
 * The cells as texts. Errors are reported; a placeholder is an empty cell, and reported where a person needs a value.
 * A cell that was reported is absent, so that it is not taken for empty.
 */
export function readable(
  cells: Line['cells'],
  report: (column: Single, reason: string) => void,
): Partial<Record<Single, string>> {
  const texts: Partial<Record<Single, string>> = { name: '', account: '', wechat: '', phone: '', mail: '' }
  for (const [column, cell] of Object.entries(cells) as [Single, Line['cells'][Single]][]) {
    const shown = isUnreadable(cell) ? cell : textOf(column, cell ?? '')
    if (!isUnreadable(shown)) texts[column] = shown
    else {
      delete texts[column]
      report(column, shown.reason)
    }
  }
  return texts
}

function textOf(column: Single, cell: string) {
  // A text that a spreadsheet is told to leave alone.
  const text = cell.replace(/^="([^"]*)"$/, '$1').trim()
  const error = errorIn(text)
  if (error) return error
  if (isPlaceholder(text)) return NEEDED.has(column) ? { reason: `“${text}”不是${headingOf(column)}` } : ''
  return NUMERIC.has(column) ? figures(text) : text
}

/** Figures in the notation of a program: whole numbers are their figures, others were not kept exactly. */
function figures(text: string) {
  const shown = toFigures(text)
  if (/^\d+\.0+$/.test(shown)) return shown.slice(0, shown.indexOf('.'))
  if (/^\d+\.\d+$/.test(shown)) return { reason: '这一格是小数，请改成整数或文本' }
  if (/^\d(?:\.\d+)?e[+-]\d+$|^\d\.\d+e\d+$/i.test(shown))
    return { reason: '这一格显示成了科学记数法，后面的数字已经丢了，请改成文本再填' }
  return text
}

/** The account of a line as it is compared, as far as it can be read; empty for none. */
export const accountOf = ({ cells }: Line): string =>
  accountKey(readable({ account: cells.account ?? '' }, () => {}).account ?? '')
