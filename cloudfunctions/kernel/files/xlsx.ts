/** Loaded on first use, because most calls write no workbook. */
const zip = (): typeof import('fflate') => require('fflate')

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

export type Cell = string | number

/** Workbook with one sheet; cells are numbers or text, so that none is run as a formula. */
export function toXlsx(name: string, lines: readonly (readonly Cell[])[]): Buffer {
  const rows = lines.map(
    (line, n) => `<row>${line.map((value, i) => cell(value, address(i, n))).join('')}</row>`,
  )
  const files = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types">${type('xml', 'application/xml')}${type('rels', 'application/vnd.openxmlformats-package.relationships+xml')}${part('/xl/workbook.xml', 'sheet.main')}${part('/xl/sheet.xml', 'worksheet')}</Types>`,
    '_rels/.rels': relation('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escapeXml(name)}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relation('worksheet', 'sheet.xml'),
    'xl/sheet.xml': `<worksheet xmlns="${MAIN}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
  }
  const { strToU8, zipSync } = zip()
  const bytes = Object.entries(files).map(([path, xml]) => [path, strToU8(HEAD + xml)] as const)
  return Buffer.from(zipSync(Object.fromEntries(bytes)))
}

/** Address of a cell such as `B3`; limited to 26 columns. */
const address = (column: number, row: number): string => `${String.fromCharCode(65 + column)}${row + 1}`

const cell = (value: Cell, at: string): string =>
  typeof value === 'number'
    ? `<c r="${at}"><v>${value}</v></c>`
    : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`

const type = (extension: string, content: string): string =>
  `<Default Extension="${extension}" ContentType="${content}"/>`

const part = (path: string, kind: string): string =>
  `<Override PartName="${path}" ContentType="${SHEET}.${kind}+xml"/>`

const relation = (kind: string, target: string): string =>
  `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/${kind}" Target="${target}"/></Relationships>`

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Characters that XML cannot hold or would change, and text that a workbook would read as an escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression exists to find them
const UNWRITABLE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/gi

/** Escapes a character the way a workbook does: `_x000D_`. */
const escapeUnwritable = (letter: string): string =>
  `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

const escapeXml = (text: string): string =>
  text.replace(UNWRITABLE, escapeUnwritable).replace(/[&<>"]/g, sign => ENTITIES[sign]!)
