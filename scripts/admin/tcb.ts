import type { ReadStream } from 'node:fs'

// biome-ignore lint/suspicious/noExplicitAny: the package has no types of its own for its documents and commands
type Any = any

/** A cloud, and the key that gives administrator's rights to it. */
export interface AdminTarget {
  /** The environment's id. */
  env: string
  secretId: string
  secretKey: string
  /** The cloud's address, by default Tencent's; the local cloud is at `<url>/admin`. */
  serviceUrl?: string
}

interface FileAnswer {
  fileID: string
  code: string
  tempFileURL?: string
}

/**
 * The methods of the SDK that administrators' programs use. Replies in the form `{ code,
 * message }` go through `answered`.
 */
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

/** A refusal of the cloud to an administrator's program. */
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
 * Opens a cloud with an administrator's rights, from outside of it. Only this file knows the SDK, so that its successor
 * changes one file; the SDK is loaded on first use, because loading is slow.
 */
export function adminCloud(target: AdminTarget): AdminCloud {
  return require('tcb-admin-node').init({ ...target, isUpdateSelfConfig: false })
}

/**
 * Rejects when the cloud refused a request; the SDK resolves with the refusal, which would pass for a reply.
 * @throws AdminError with the code of the cloud
 */
export async function answered<T>(request: Promise<T>): Promise<T> {
  const reply = (await request) as T & { code?: unknown; message?: unknown }
  if (typeof reply.code !== 'string') return reply
  throw new AdminError(reply.code, String(reply.message ?? reply.code))
}
