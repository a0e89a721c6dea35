import type { Grid } from './cell'
import { readWorksheet, type Shared, unescaped } from './worksheet'
import { type Attributes, readXml } from './xml'

/** Loaded when first used: most calls of a function read no sheet. */
const zip = (): typeof import('fflate') => require('fflate')

/** Bytes of all parts of a workbook when unpacked, as its directory gives them. */
const MAX_UNPACKED = 50 * 1024 * 1024
/** Bytes of a part that is read; 20,000 people with ten columns take about ten million. */
const MAX_PART = 20 * 1024 * 1024

type Parts = (path: string) => string | undefined

/**
 * The first visible sheet with something in it.
 * @throws Error for content that is no workbook, and for one that is too large when unpacked
 */
export function readWorkbook(content: Buffer): Grid {
  const parts = partsOf(content)
  const workbook = targetOf(relationsOf(parts, ''), 'officeDocument') ?? 'xl/workbook.xml'
  const relations = relationsOf(parts, workbook)
  const sheets = sheetsOf(parts(workbook)!).flatMap(({ name, id, isHidden }) => {
    const xml = relations.find(one => one.id === id && one.kind === 'worksheet')?.path
    return xml ? [{ name, isHidden, xml: parts(xml) ?? '' }] : []
  })
  const visible = sheets.filter(({ isHidden }) => !isHidden)
  const read = visible.find(({ xml }) => hasCells(xml)) ?? visible[0]
  if (!read) throw new Error('no visible sheet')
  const grid = readWorksheet(read.xml, sharedOf(parts, relations))
  const others = sheets.filter(sheet => sheet !== read && hasCells(sheet.xml)).map(({ name }) => `“${name}”`)
  const note = `只读了工作表“${read.name}”，没有读 ${others.join('、')}`
  return { ...grid, notes: others.length ? [note] : [] }
}

/** Reads the directory first; a part is unpacked when it is asked for, up to the size that the directory gives. */
function partsOf(content: Buffer): Parts {
  const { strFromU8, unzipSync } = zip()
  let unpacked = 0
  unzipSync(content, {
    filter({ originalSize }) {
      unpacked += originalSize
      return false
    },
  })
  if (unpacked > MAX_UNPACKED) throw new Error('too large when unpacked')
  return path => {
    const bytes = unzipSync(content, {
      filter({ name, originalSize }) {
        if (name === path && originalSize > MAX_PART) throw new Error('a part is too large when unpacked')
        return name === path
      },
    })[path]
    return bytes && strFromU8(bytes)
  }
}

const hasCells = (xml: string): boolean => /<(?:\w+:)?(?:v|is)>/.test(xml)

interface Relation {
  id: string
  kind: string
  path: string
}

const targetOf = (relations: Relation[], kind: string): string | undefined =>
  relations.find(one => one.kind === kind)?.path

/** The parts that a part refers to, by their paths in the file. */
function relationsOf(parts: Parts, part: string): Relation[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const xml = parts(`${folder}_rels/${part.slice(folder.length)}.rels`)
  return elementsOf(xml, 'Relationship').map(({ Id = '', Type = '', Target = '' }) => ({
    id: Id,
    kind: Type.slice(Type.lastIndexOf('/') + 1),
    path: new URL(Target, `file:///${folder}`).pathname.slice(1),
  }))
}

/** The attributes of all elements of that name. */
function elementsOf(xml: string | undefined, wanted: string): Attributes[] {
  const all: Attributes[] = []
  if (xml)
    readXml(xml, {
      open(name, attributes) {
        if (name === wanted) all.push(attributes())
      },
    })
  return all
}

const sheetsOf = (workbook: string): { name: string; id: string | undefined; isHidden: boolean }[] =>
  elementsOf(workbook, 'sheet').map(({ name = '', id, state = 'visible' }) => ({
    name,
    id,
    isHidden: state !== 'visible',
  }))

const sharedOf = (parts: Parts, relations: Relation[]): Shared => ({
  strings: stringsOf(parts(targetOf(relations, 'sharedStrings') ?? '')),
  formats: formatsOf(parts(targetOf(relations, 'styles') ?? '')),
})

function stringsOf(xml: string | undefined): string[] {
  const strings: string[] = []
  let [text, skipped, isText] = ['', 0, false]
  if (xml)
    readXml(xml, {
      open(name) {
        if (name === 'si') text = ''
        if (name === 'rPh') skipped++
        isText = name === 't' && skipped === 0
      },
      close(name) {
        if (name === 'si') strings.push(unescaped(text))
        if (name === 'rPh') skipped--
        isText = false
      },
      text(part) {
        if (isText) text += part
      },
    })
  return strings
}

/** Formats that files name by number alone; all others are General, or say what they are. */
const BUILT_IN: Record<string, string> = Object.fromEntries([
  ...[1, 2, 3, 4, 37, 38, 39, 40, 41, 42, 43, 44, 5, 6, 7, 8].map(id => [id, '0']),
  ...[9, 10].map(id => [id, '0%']),
  ...[11, 48].map(id => [id, '0E+00']),
  ...[14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47].map(id => [id, 'yyyy']),
  // In Chinese editions, these are dates, too.
  ...[27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58].map(id => [id, 'yyyy']),
])

/** The number format of each style, in order. */
function formatsOf(xml: string | undefined): string[] {
  const own: Record<string, string> = {}
  const formats: string[] = []
  let isCellStyle = false
  if (xml)
    readXml(xml, {
      open(name, attributes) {
        if (name === 'cellXfs') isCellStyle = true
        if (name === 'numFmt') own[attributes().numFmtId ?? ''] = attributes().formatCode ?? ''
        if (name === 'xf' && isCellStyle) formats.push(attributes().numFmtId ?? '')
      },
      close(name) {
        if (name === 'cellXfs') isCellStyle = false
      },
    })
  return formats.map(id => own[id] ?? BUILT_IN[id] ?? '')
}
