import nodeSdk from '@cloudbase/node-sdk'
import cloud from 'wx-server-sdk'
import type { LocalCloud, StartOptions } from '../../../scripts/local-cloud/cloud'
import { start } from '../../../scripts/local-cloud/start'
import { REMOTE } from '../remote'

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

/** The function side's SDK before a cloud's storage. */
export interface TestStorage {
  /** For `onlyLocal` tests. */
  local: LocalCloud
  close(): Promise<void>
}

/** Files that the tests left in the storage of a real environment. */
const left = new Set<string>()

/** A storage without files: a local cloud's or, with REMOTE=1, that of the environment which is named. */
export async function openStorage(): Promise<TestStorage> {
  if (!REMOTE) {
    const local = await openCloud()
    return { local, close: () => local.close() }
  }
  cloud.init({ env: process.env.TCB_ENV })
  const close = async () => {
    if (left.size > 0) await remove([...left])
    left.clear()
  }
  return { close } as TestStorage
}

/** Uploads a text, or bytes, as a function does. @returns the file's id */
export async function upload(cloudPath: string, content: string | Buffer = 'content'): Promise<string> {
  const { fileID } = await cloud.uploadFile({ cloudPath, fileContent: Buffer.from(content as string) })
  left.add(fileID)
  return fileID
}

/** The id of the file at a path, by that of any other file of the same storage. */
export const beside = (fileID: string, path: string): string =>
  fileID.replace(/^(cloud:\/\/[^/]+\/).*$/s, (_, storage) => `${storage}${path}`)

export const nodeCloud = () => nodeSdk.init({ env: process.env.TCB_ENV })

/** Copies one file. @returns what became of it */
export async function copy(file: {
  srcPath: string
  dstPath: string
  overwrite?: boolean
  removeOriginal?: boolean
}): Promise<{ code?: string; fileId?: string }> {
  const { fileList } = await nodeCloud().copyFile({ fileList: [file] })
  if (fileList[0]!.fileId) left.add(fileList[0]!.fileId)
  return fileList[0]!
}

export const isThere = async (fileID: string): Promise<boolean> => {
  const [reply] = await addressesOf([fileID])
  return reply!.status === 0
}

/** The content of a file, as a function reads it. */
export async function download(fileID: string): Promise<string> {
  const { fileContent } = await cloud.downloadFile({ fileID })
  return fileContent.toString()
}

interface FileReply {
  fileID: string
  status: number
  tempFileURL: string
}

/** The SDK's verdict on each file; its types leave that out where it also takes a callback. */
const replies = async (request: unknown) => ((await request) as { fileList: FileReply[] }).fileList

export const remove = (fileList: string[]) => replies(cloud.deleteFile({ fileList }))

export const addressesOf = (fileList: (string | { fileID: string; maxAge: number })[]) =>
  replies(cloud.getTempFileURL({ fileList: fileList as string[] }))

/** The temporary address of a file. */
export async function addressOf(file: string | { fileID: string; maxAge: number }): Promise<string> {
  const [reply] = await addressesOf([file])
  return reply!.tempFileURL
}
