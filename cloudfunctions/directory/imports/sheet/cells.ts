import { refuse } from '#contract/kernel/errors'
import type { Upload } from '../../../kernel/files/upload'

/** Both libraries are loaded on first use, because most calls of the function read no sheet. */
const excel = (): typeof import('read-excel-file/node') => require('read-excel-file/node')
const csv = (): typeof import('csv-parse/sync') => require('csv-parse/sync')

/** The encoding in which a Chinese Excel saves CSV. */
const CHINESE = 'gb18030'

/**
 * The cells of the first sheet, line by line, as text without blanks around it; blank lines stay, so that lines keep
 * their numbers. Refuses FILE_UNUSABLE.
 */
export async function cellsOf({ kind, content }: Pick<Upload, 'kind' | 'content'>): Promise<string[][]> {
  try {
    return kind === 'xlsx' ? await fromExcel(content) : fromCsv(content)
  } catch {
    // Any error of the libraries means that the content does not fit the file's name.
    return refuse('FILE_UNUSABLE', { field: 'fileId' })
  }
}

async function fromExcel(content: Buffer): Promise<string[][]> {
  const rows = await excel().readSheet<string>(content, { parseNumber: digits })
  return rows.map(row => row.map(cell => (cell === null ? '' : String(cell).trim())))
}

/** Phone numbers and accounts keep the digits as written; only scientific notation is converted. */
const digits = (text: string): string => (/e/i.test(text) ? String(Number(text)) : text)

const fromCsv = (content: Buffer): string[][] =>
  csv().parse(textOf(content), { bom: true, trim: true, relaxColumnCount: true, relaxQuotes: true })

function textOf(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder(CHINESE, { fatal: true }).decode(content)
  }
}
