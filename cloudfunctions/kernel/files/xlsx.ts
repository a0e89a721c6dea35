/** Loaded when first used: most calls of a function write no workbook. */
const zip = (): typeof import('fflate') => require('fflate')

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

export type Cell = string | number

/** A workbook with one sheet: numbers as numbers, everything else as text, so that no cell is ever run as a formula. */
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

/** `B3`; a sheet has at most 26 columns here. */
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

/** What XML cannot hold or would change, and what a workbook would read as such. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
const UNWRITABLE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/gi

/** `_x000D_` is how a workbook writes the letter of that number. */
const escapeUnwritable = (letter: string): string =>
  `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

const escapeXml = (text: string): string =>
  text.replace(UNWRITABLE, escapeUnwritable).replace(/[&<>"]/g, sign => ENTITIES[sign]!)
