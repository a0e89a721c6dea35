import type { ServerResponse } from 'node:http'
import { fileIdOf } from '../storage/file-id'
import type { Files } from '../storage/files'
import { Refused } from './refused'
import type { FileSummary } from './replies'

export async function listFiles(files: Files): Promise<FileSummary[]> {
  const facts = await files.list()
  return facts.map(({ modified, ...rest }) => ({
    ...rest,
    id: fileIdOf(rest.path),
    modified: new Date(modified).toISOString(),
  }))
}

/** Sends a file to be saved; never to be shown, since an uploaded page would run with the console's rights. */
export async function sendContent(files: Files, path: string, response: ServerResponse): Promise<void> {
  const file = await files.get(path)
  if (!file) throw gone()
  const name = encodeURIComponent(path.split('/').at(-1)!)
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'content-length': file.bytes.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(file.bytes)
}

export async function removeFile(files: Files, path: string): Promise<void> {
  if (!(await files.remove(path))) throw gone()
}

const gone = () => new Refused(404, '没有这个文件')
