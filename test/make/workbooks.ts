import { zip } from './sheets'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGED = 'http://schemas.openxmlformats.org/package/2006/relationships'

export interface SheetParts {
  name?: string
  state?: 'visible' | 'hidden' | 'veryHidden'
  /** The elements of the sheet: `sheetData` and what stands around it. */
  xml: string
}

/** A workbook of any sheets, as XML says them; the style n has the n-th number format, and 0 has none. */
export function workbook(
  sheets: SheetParts[],
  { formats = [], strings = [] }: { formats?: string[]; strings?: string[] } = {},
): Buffer {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`
  const relations = (all: string[]) => `<Relationships xmlns="${PACKAGED}">${all.join('')}</Relationships>`
  const named = sheets.map(
    ({ name = `表${sheets.length}`, state = 'visible' }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}" state="${state}" r:id="r${i + 1}"/>`,
  )
  const styles = formats.map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${escaped(code)}"/>`)
  const used = formats.map((_code, i) => `<xf numFmtId="${200 + i}"/>`)
  return zip({
    '_rels/.rels': relations([relation('w', 'officeDocument', 'xl/workbook.xml')]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${named.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      relation('s', 'styles', 'styles.xml'),
      relation('t', 'sharedStrings', '/xl/sharedStrings.xml'),
      ...sheets.map((_sheet, i) => relation(`r${i + 1}`, 'worksheet', `worksheets/s${i + 1}.xml`)),
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${styles.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${used.join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings.map(one => `<si>${one}</si>`).join('')}</sst>`,
    ...Object.fromEntries(
      sheets.map(({ xml }, i) => [
        `xl/worksheets/s${i + 1}.xml`,
        `<worksheet xmlns="${MAIN}">${xml}</worksheet>`,
      ]),
    ),
  })
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

/** A cell of text. */
export const textCell = (text: string): string => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`

/** A number as it is stored. */
export const numberCell = (stored: string, style = 0): string => `<c s="${style}"><v>${stored}</v></c>`

export const errorCell = (error: string): string => `<c t="e"><v>${error}</v></c>`

/** Rows of cells; a text that begins with `<` is a cell already. */
export const sheetData = (rows: string[][]): string =>
  `<sheetData>${rows
    .map(row => `<row>${row.map(cell => (cell.startsWith('<') ? cell : textCell(cell))).join('')}</row>`)
    .join('')}</sheetData>`
