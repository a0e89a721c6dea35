import { type Cell, cellFrom, type Grid, MAX_COLUMNS, MAX_LINES, type Row } from './cell'
import { shownNumber } from './number-format'
import { type Attributes, readXml } from './xml'

/** The parts of a workbook that its sheets refer to. */
export interface Shared {
  strings: readonly string[]
  /** Number format of each style. */
  formats: readonly string[]
}

type Range = [top: number, left: number, bottom: number]

/** Cells that merged areas may fill in all; files that people make have far fewer. */
const MAX_FILLED = 1_000_000

/** The cells of one sheet with something in them. */
export function readWorksheet(xml: string, shared: Shared): Grid {
  const rows = new Map<number, Row>()
  const hidden = new Set<number>()
  const merged: Range[] = []
  let far: Grid['far']
  let [line, column, isHiddenRow] = [0, -1, false]
  let cell: Attributes | undefined
  let [value, hasFormula, skipped, isText] = ['', false, 0, false]

  const place = (): void => {
    const shown = shownCell(cell!, value, hasFormula, shared)
    if (shown === '') return
    if (line > MAX_LINES || column >= MAX_COLUMNS) {
      far ??= { line, column }
      return
    }
    const row = rows.get(line) ?? { line, cells: [], ...(isHiddenRow && { hidden: true }) }
    row.cells[column] = shown
    rows.set(line, row)
  }
  const begin: Record<string, (attributes: () => Attributes) => void> = {
    col(attributes) {
      const { min, max, hidden: isHidden } = attributes()
      if (!isTrue(isHidden)) return
      for (let n = Number(min); n <= Math.min(Number(max), MAX_COLUMNS); n++) hidden.add(n - 1)
    },
    row(attributes) {
      const { r, hidden: isHidden } = attributes()
      line = r ? Number(r) : line + 1
      column = -1
      isHiddenRow = isTrue(isHidden)
    },
    c(attributes) {
      cell = attributes()
      value = ''
      hasFormula = false
      column++
      if (cell.r) [line, column] = addressOf(cell.r)
    },
    f() {
      hasFormula = true
    },
    // How a text is read aloud is no part of it.
    rPh() {
      skipped++
    },
    v() {
      isText = true
    },
    t() {
      isText = skipped === 0
    },
    mergeCell(attributes) {
      const [from, to] = attributes().ref!.split(':')
      const [top, left] = addressOf(from!)
      if (to) merged.push([top, left, addressOf(to)[0]])
    },
  }
  const end: Record<string, () => void> = {
    c() {
      place()
      cell = undefined
    },
    rPh() {
      skipped--
    },
    v() {
      isText = false
    },
    t() {
      isText = false
    },
  }
  readXml(xml, {
    open: (name, attributes) => begin[name]?.(attributes),
    close: name => end[name]?.(),
    text(text) {
      if (cell && isText) value += text
    },
  })
  fillMerged(rows, merged)
  const sorted = [...rows.values()].sort((a, b) => a.line - b.line)
  return { rows: sorted, hidden, notes: [], ...(far && { far }) }
}

const isTrue = (flag: string | undefined): boolean => flag === '1' || flag === 'true'

/** Line from 1 and column from 0. */
function addressOf(address: string): [line: number, column: number] {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(address) ?? []
  if (!letters) throw new Error('no address of a cell')
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return [Number(digits), column - 1]
}

function shownCell({ t = 'n', s }: Attributes, value: string, hasFormula: boolean, shared: Shared): Cell {
  if (t === 's') return cellFrom(shared.strings[Number(value)] ?? '')
  if (t === 'str' || t === 'inlineStr') return cellFrom(unescaped(value))
  if (t === 'b') return value.trim() === '1' ? 'TRUE' : 'FALSE'
  if (t === 'e') return cellFrom(value)
  if (t === 'd') return { reason: '这一格是日期或时间，请改成文本再填' }
  if (hasFormula && value === '') return { reason: '这一格的公式没有结果，请在表格软件里打开、保存后再选' }
  return shownNumber(value, shared.formats[Number(s ?? 0)] ?? '')
}

/** Letters that XML cannot hold are written as `_x000D_`. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_whole, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

/** A merged area shows its value beside every line it spans; the headings stay as they are. */
function fillMerged(rows: Map<number, Row>, merged: readonly Range[]): void {
  let filled = 0
  for (const [top, left, bottom] of merged) {
    const value = rows.get(top)?.cells[left]
    if (value === undefined || top === 1) continue
    for (let line = top + 1; line <= Math.min(bottom, MAX_LINES); line++) {
      if (++filled > MAX_FILLED) throw new Error('too many merged cells')
      const row = rows.get(line)
      if (row) row.cells[left] ??= value
    }
  }
}
