import cloud from 'wx-server-sdk'
import { type LocalCloud, type StartOptions, start } from '../../../scripts/local-cloud/start'

/** A local cloud without documents, and the function side's SDK in this process talking to it. */
export async function openCloud(options: StartOptions = {}): Promise<LocalCloud> {
  const local = await start({ seed: () => ({}), ...options })
  Object.assign(process.env, {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${local.url}/admin` }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'id',
    TENCENTCLOUD_SECRETKEY: 'key',
    SCF_NAMESPACE: 'test',
    TCB_ENV: 'test',
    TCB_CONTEXT_KEYS: 'TCB_ENV',
    NO_PROXY: '127.0.0.1',
  })
  cloud.init({ env: 'test' })
  return local
}

/** Uploads a text, or bytes, as a function does. @returns the file's id */
export async function upload(cloudPath: string, content: string | Buffer = 'content'): Promise<string> {
  const { fileID } = await cloud.uploadFile({ cloudPath, fileContent: Buffer.from(content as string) })
  return fileID
}

/** What a file holds, as a function reads it. */
export async function download(fileID: string): Promise<string> {
  const { fileContent } = await cloud.downloadFile({ fileID })
  return fileContent.toString()
}

interface FileReply {
  fileID: string
  status: number
  tempFileURL: string
}

/** What the SDK says of each file; its types leave that out where it also takes a callback. */
const replies = async (request: unknown) => ((await request) as { fileList: FileReply[] }).fileList

export const remove = (fileList: string[]) => replies(cloud.deleteFile({ fileList }))

export const addressesOf = (fileList: (string | { fileID: string; maxAge: number })[]) =>
  replies(cloud.getTempFileURL({ fileList: fileList as string[] }))

/** The temporary address of a file. */
export async function addressOf(file: string | { fileID: string; maxAge: number }): Promise<string> {
  const [reply] = await addressesOf([file])
  return reply!.tempFileURL
}
