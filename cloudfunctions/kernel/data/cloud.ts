import cloud from 'wx-server-sdk'

// The only file that imports the SDK; all other code reaches the cloud through it.
// The SDK's types lag behind its code: they lack `symbol` environments, `throwOnNotFound` and `multi`.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })

const database = cloud.database({ throwOnNotFound: false } as object)

/** The part of the SDK's collection that `table` uses. */
export interface Collection {
  where(filter: object): Query
  doc(id: string): { set(options: { data: object }): Promise<unknown> }
  add(options: { data: object }): Promise<unknown>
  aggregate(): Aggregate
}

interface Query {
  limit(rows: number): Query
  get(): Promise<{ data: unknown[] }>
  remove(): Promise<{ stats: { removed: number } }>
  update(options: { data: object; multi: boolean }): Promise<{ stats: { updated: number } }>
}

/** Builder of an aggregation pipeline; each stage returns the builder. */
export interface Aggregate {
  match(filter: object): Aggregate
  sort(order: Record<string, 1 | -1>): Aggregate
  skip(rows: number): Aggregate
  limit(rows: number): Aggregate
  unwind(path: string): Aggregate
  group(fields: object): Aggregate
  project(fields: object): Aggregate
  addFields(fields: object): Aggregate
  lookup(join: { from: string; localField: string; foreignField: string; as: string }): Aggregate
  /** Joins the rows of a pipeline that does not depend on the document. */
  lookup(join: { from: string; pipeline: unknown; as: string }): Aggregate
  end(): Promise<{ list: unknown[] }>
}

export const collection = (name: string) => database.collection(name) as unknown as Collection

/** Query and update commands (`_.gt`, `_.push` …). */
export const _ = database.command

/** Aggregation expressions (`$.sum`, `$.filter` …). */
export const $ = database.command.aggregate

/** Builds the pipeline of a `lookup`. */
export const joinPipeline = (build: (pipeline: Aggregate) => Aggregate): unknown => {
  const { pipeline } = $ as unknown as { pipeline(): Aggregate }
  return (build(pipeline()) as Aggregate & { done(): unknown }).done()
}

export interface Caller {
  /** Absent in timers, console tests and HTTP calls; its absence grants nothing. */
  openid?: string
  /** Source chain from the platform, first hop first: `wx_client`, `wx_trigger`, `scf` … */
  source: string[]
}

/**
 * Reads the caller that the platform states. It must run before the first await, because the SDK reads the process's
 * environment, which the next call may replace.
 */
export function currentCaller(): Caller {
  const { OPENID, SOURCE } = cloud.getWXContext()
  return { openid: OPENID || undefined, source: SOURCE ? SOURCE.split(',') : [] }
}

/** Calls another of our functions, which sees a source chain that ends in `scf`; resolves to its reply. */
export const callFunction = async (name: string, data: object): Promise<unknown> =>
  ((await cloud.callFunction({ name, data })) as { result: unknown }).result

/** WeChat's own interfaces, such as `openapi.subscribeMessage.send`; a function lists those it uses in config.json. */
export const { openapi } = cloud

interface FileReply {
  fileList: { fileID: string; status: number; errMsg: string; tempFileURL?: string }[]
}

/** Status of a file that does not exist. */
const FILE_NONEXIST = -503003

/** Files of the environment's storage. No method counts as a database call. */
export const storage = {
  upload: async (path: string, content: Buffer): Promise<string> =>
    (await cloud.uploadFile({ cloudPath: path, fileContent: content as never })).fileID,
  download: async (fileId: string): Promise<Buffer> =>
    (await cloud.downloadFile({ fileID: fileId })).fileContent as unknown as Buffer,
  /** Removes at most 50 files; a missing file counts as removed, any other failure of one file rejects. */
  async remove(fileIds: string[]): Promise<void> {
    // The SDK rejects only if the whole call fails: the status of each file tells of its own failure.
    const { fileList } = (await cloud.deleteFile({ fileList: fileIds })) as unknown as FileReply
    const failed = fileList.find(({ status }) => status !== 0 && status !== FILE_NONEXIST)
    if (failed) throw new Error(`file ${failed.fileID} was not removed: ${failed.errMsg}`)
  },
  /** The beginning of every file id; learned from a file put there for it, because no interface of the cloud says it. */
  async root(): Promise<string> {
    const path = 'uploads/root'
    const fileId = await storage.upload(path, Buffer.from('-'))
    await storage.remove([fileId])
    return fileId.slice(0, -path.length)
  },
  /** URLs that expire after `seconds`, in the order of at most 50 ids; undefined for a file without access. */
  async addresses(fileIds: string[], seconds: number): Promise<(string | undefined)[]> {
    if (!fileIds.length) return []
    const asked = fileIds.map(fileID => ({ fileID, maxAge: seconds }))
    const { fileList } = (await cloud.getTempFileURL({ fileList: asked as never })) as unknown as FileReply
    return fileList.map(({ tempFileURL }) => tempFileURL || undefined)
  },
}
