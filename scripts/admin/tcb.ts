import type { ReadStream } from 'node:fs'

// biome-ignore lint/suspicious/noExplicitAny: the package has no types of its own for its documents and commands
type Any = any

/** Which cloud, and with which right to it. */
export interface AdminTarget {
  /** The environment's id. */
  env: string
  secretId: string
  secretKey: string
  /** Where the cloud is; Tencent's unless said otherwise. The local cloud is at `<url>/admin`. */
  serviceUrl?: string
}

interface FileAnswer {
  fileID: string
  code: string
  tempFileURL?: string
}

/** What an administrator's program may ask of a cloud. Where the SDK answers `{ code, message }`, see `answered`. */
export interface AdminCloud {
  database(): Any
  callFunction(call: { name: string; data?: unknown }): Promise<{ result: unknown }>
  uploadFile(upload: { cloudPath: string; fileContent: ReadStream | Buffer }): Promise<{ fileID: string }>
  downloadFile(file: { fileID: string }): Promise<{ fileContent: Buffer }>
  deleteFile(files: { fileList: string[] }): Promise<{ fileList: FileAnswer[] }>
  getTempFileURL(files: {
    fileList: (string | { fileID: string; maxAge: number })[]
  }): Promise<{ fileList: FileAnswer[] }>
}

/** The cloud refused what an administrator's program asked. */
export class AdminError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'AdminError'
  }
}

/**
 * Opens a cloud with an administrator's rights, from outside of it. The only place that knows the SDK, so that its
 * successor has one file to change; it is loaded when it is needed, since it is slow to load.
 */
export function adminCloud(target: AdminTarget): AdminCloud {
  return require('tcb-admin-node').init({ ...target, isUpdateSelfConfig: false })
}

/**
 * What a request answered. The SDK resolves also with a refusal, which nobody may take for an answer.
 * @throws AdminError with the code of the cloud
 */
export async function answered<T>(request: Promise<T>): Promise<T> {
  const reply = (await request) as T & { code?: unknown; message?: unknown }
  if (typeof reply.code !== 'string') return reply
  throw new AdminError(reply.code, String(reply.message ?? reply.code))
}
