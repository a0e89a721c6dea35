import { isUnreadable } from './cell'
import { headingOf, type Line, type Single } from './lines'

/** Errors of spreadsheets, as their cells and as text. */
const ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA|#+)$/i
/** Marks of people who have nothing to fill in. */
const PLACEHOLDER = /^(?:[-–—－_/／\\.。·、]+|暂?无|没有|空|未知|待定|待补充?|n\/?a|none|null)$/i
/** Columns whose texts mean figures. */
const NUMERIC = new Set<Single>(['account', 'phone', 'qq', 'office', 'wechat'])
/** Columns that every person has. */
const NEEDED = new Set<Single>(['name', 'account'])

export const isError = (text: string): boolean => ERROR.test(text)

/** True for a text that stands for nothing. */
export const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(text)

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
  if (isError(text)) return { reason: `这一格是错误值 ${text}` }
  if (isPlaceholder(text)) return NEEDED.has(column) ? { reason: `“${text}”不是${headingOf(column)}` } : ''
  return NUMERIC.has(column) ? figures(text) : text
}

/** Figures in the notation of a program: whole numbers are their figures, others were not kept exactly. */
function figures(text: string) {
  if (/^\d+\.0+$/.test(text)) return text.slice(0, text.indexOf('.'))
  if (/^\d+\.\d+$/.test(text)) return { reason: '这一格是小数，请改成整数或文本' }
  if (/^\d(?:\.\d+)?e[+-]\d+$|^\d\.\d+e\d+$/i.test(text))
    return { reason: '这一格显示成了科学记数法，后面的数字已经丢了，请改成文本再填' }
  return text
}

/** The account of a line as far as it can be read; empty for none. */
export const accountOf = ({ cells }: Line): string =>
  readable({ account: cells.account ?? '' }, () => {}).account ?? ''
