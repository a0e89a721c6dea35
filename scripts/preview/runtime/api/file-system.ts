import { fileAt, keep } from '../files'
import { asynchronous } from './call'

interface FileAsked {
  filePath: string
  encoding?: string
}

/** Text by default, base64 where asked for. */
function bytesOf(data: string | ArrayBuffer, encoding: string): BlobPart {
  if (typeof data !== 'string' || isText(encoding)) return data
  return Uint8Array.from(atob(data), character => character.charCodeAt(0))
}

async function readFile({ filePath, encoding }: FileAsked) {
  const bytes = await fileAt(filePath).arrayBuffer()
  if (encoding === undefined) return { data: bytes }
  if (isText(encoding)) return { data: new TextDecoder().decode(bytes) }
  return { data: btoa(Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join('')) }
}

function isText(encoding: string): boolean {
  if (!['utf8', 'utf-8', 'base64'].includes(encoding)) {
    throw new Error(`the encoding ${encoding} is not supported by the preview`)
  }
  return encoding !== 'base64'
}

const manager = {
  readFile: asynchronous('readFile', readFile),
  writeFile: asynchronous(
    'writeFile',
    ({ filePath, data, encoding = 'utf8' }: FileAsked & { data: string | ArrayBuffer }) => {
      keep(filePath, new Blob([bytesOf(data, encoding)]))
    },
  ),
}

/** The part of WeChat's file system that reads and writes whole files. */
export const fileSystem = { getFileSystemManager: () => manager }
