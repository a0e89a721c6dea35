import { crc32 } from '../../scripts/local-cloud/database/log/crc32'

export const HEADINGS = ['姓名', '账号', '微信号', '手机', '邮箱', '部门', '职位']

/** A sheet as Excel saves it as CSV. */
export const csv = (rows: string[][]): Buffer =>
  Buffer.from(rows.map(row => row.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'))

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
const NUMBER = /^[1-9]\d{0,14}$/

/** A workbook with one sheet; what looks like a number is one, as people type it. */
export function xlsx(rows: string[][]): Buffer {
  const cell = (text: string) =>
    NUMBER.test(text)
      ? `<c><v>${text}</v></c>`
      : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const relation = (type: string, target: string) =>
    `<Relationships xmlns="${packaged}"><Relationship Id="r1" Type="${relations}/${type}" Target="${target}"/></Relationships>`
  const column = (i: number) => String.fromCharCode(65 + i)
  const sheet = rows
    .map((row, r) => {
      const cells = row.map((text, i) => cell(text).replace('<c', `<c r="${column(i)}${r + 1}"`))
      return `<row r="${r + 1}">${cells.join('')}</row>`
    })
    .join('')
  return zip({
    '_rels/.rels': relation('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relation('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
  })
}

/** A zip whose files are stored as they are. */
export function zip(files: Record<string, string>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(text)]
    // Version, flags, method, time, date, checksum, sizes, length of the name: the same in both headers.
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(bytes.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(path.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    parts.push(Buffer.from('PK\x03\x04'), facts, path, bytes)
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), facts, place, path)
    offset += 30 + path.length + bytes.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(directory.length / 4, 4)
  end.writeUInt16LE(directory.length / 4, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06'), end])
}
