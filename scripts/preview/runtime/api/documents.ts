import { element } from '../dom'
import { addressOf, fileAt, keep, keepSaved, keepTemporary, suffixOf } from '../files'
import { fact, showSheet } from '../overlays/sheet'
import { asynchronous, type Callbacks } from './call'
import { permit } from './permissions'
import { covered } from './privacy'
import { Transfer } from './transfer'

/** File types that WeChat can open. */
const DOCUMENTS = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf']

interface Download {
  url: string
  filePath?: string
}

const downloading = asynchronous(
  'downloadFile',
  async ({ url, filePath, transfer }: Download & { transfer: Transfer }) => {
    const { statusCode, blob } = await transfer.download(url)
    if (filePath) return { statusCode, filePath: keep(filePath, blob) }
    return { statusCode, tempFilePath: keepTemporary(blob, new URL(url, location.href).pathname) }
  },
)

interface Document {
  filePath: string
  fileType?: string
}

function openDocument({ filePath, fileType }: Document): void {
  fileAt(filePath)
  if (!DOCUMENTS.includes(fileType ?? suffixOf(filePath))) throw new Error('filetype not supported')
  handOver(filePath)
}

async function shareFileMessage({ filePath, fileName = nameOf(filePath) }: Document & { fileName?: string }) {
  fileAt(filePath)
  const body = [fact('文件', fileName)]
  if (!(await showSheet({ title: '发送给朋友', body, confirmText: '发送', cancelText: '取消' }))) {
    throw new Error('cancel')
  }
  handOver(filePath, fileName)
}

async function saveToAlbum({ filePath }: Document): Promise<void> {
  fileAt(filePath)
  await permit('scope.writePhotosAlbum')
  handOver(filePath)
}

/** Files that leave the mini program are downloaded to the computer. */
function handOver(filePath: string, fileName = nameOf(filePath)): void {
  const link = element('a', '')
  Object.assign(link, { href: addressOf(filePath), download: fileName })
  link.click()
}

const nameOf = (filePath: string): string => filePath.split('/').at(-1)!

/** wx functions that bring files to the phone and out of the mini program. */
export const documents = {
  /** WeChat returns a task here, never a promise. */
  downloadFile(options: Download & Callbacks): Transfer {
    const transfer = new Transfer()
    void downloading({ ...options, transfer })
    return transfer
  },
  openDocument: asynchronous('openDocument', openDocument),
  shareFileMessage: asynchronous('shareFileMessage', shareFileMessage),
  saveImageToPhotosAlbum: covered('saveImageToPhotosAlbum', saveToAlbum),
  saveVideoToPhotosAlbum: covered('saveVideoToPhotosAlbum', saveToAlbum),
  saveFile: asynchronous('saveFile', ({ tempFilePath }: { tempFilePath: string }) => ({
    savedFilePath: keepSaved(fileAt(tempFilePath), tempFilePath),
  })),
}
