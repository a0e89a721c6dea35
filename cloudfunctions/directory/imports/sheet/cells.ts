import { refuse } from '#contract/kernel/errors'
import type { Upload } from '../../../kernel/files/upload'
import type { Grid } from './cell'
import { readCsv } from './csv'
import { readWorkbook } from './workbook'

/** The cells of the sheet that is seen first. Refuses FILE_UNUSABLE. */
export function gridOf({ kind, content }: Pick<Upload, 'kind' | 'content'>): Grid {
  try {
    return kind === 'xlsx' ? readWorkbook(content) : readCsv(content)
  } catch {
    // Any error of the libraries means that the content does not fit the file's name.
    return refuse('FILE_UNUSABLE', { field: 'fileId' })
  }
}
