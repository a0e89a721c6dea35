import cloud from 'wx-server-sdk'

// The only file that knows the SDK: what the others need of the cloud goes through here.
// Its types lag behind it: `symbol` environments, `throwOnNotFound` and `multi` are missing there.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })

const database = cloud.database({ throwOnNotFound: false } as object)

/** What we use of the SDK's collection. */
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

/** A pipeline under construction; every stage returns the pipeline. */
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
  /** Joins what the pipeline gives, whatever the document. */
  lookup(join: { from: string; pipeline: unknown; as: string }): Aggregate
  end(): Promise<{ list: unknown[] }>
}

export const collection = (name: string) => database.collection(name) as unknown as Collection

/** Query and update commands (`_.gt`, `_.push` …). */
export const _ = database.command

/** Aggregation expressions (`$.sum`, `$.filter` …). */
export const $ = database.command.aggregate

/** The pipeline of a join. */
export const joinPipeline = (build: (pipeline: Aggregate) => Aggregate): unknown => {
  const { pipeline } = $ as unknown as { pipeline(): Aggregate }
  return (build(pipeline()) as Aggregate & { done(): unknown }).done()
}

export interface Caller {
  /** Absent in timers, console tests and HTTP calls; its absence grants nothing. */
  openid?: string
  /** The platform's word on where the call came from, first hop first: `wx_client`, `wx_trigger`, `scf` … */
  source: string[]
}

/**
 * Who is calling, as the platform says. The SDK reads it from the process's environment,
 * which belongs to the current call only until the function first awaits.
 */
export function currentCaller(): Caller {
  const { OPENID, SOURCE } = cloud.getWXContext()
  return { openid: OPENID || undefined, source: SOURCE ? SOURCE.split(',') : [] }
}

/** Calls another of our functions; it sees a source chain that ends in `scf`. */
export const callFunction = async (name: string, data: object): Promise<unknown> =>
  ((await cloud.callFunction({ name, data })) as { result: unknown }).result

/** The interfaces of WeChat itself, such as `openapi.subscribeMessage.send`; config.json names those a function uses. */
export const { openapi } = cloud

interface FileReply {
  fileList: { fileID: string; status: number; tempFileURL?: string }[]
}

/** Files of the environment's storage; none of it is a database call. Failures are the SDK's. */
export const storage = {
  upload: async (path: string, content: Buffer): Promise<string> =>
    (await cloud.uploadFile({ cloudPath: path, fileContent: content as never })).fileID,
  download: async (fileId: string): Promise<Buffer> =>
    (await cloud.downloadFile({ fileID: fileId })).fileContent as unknown as Buffer,
  remove: async (fileIds: string[]): Promise<void> => {
    await cloud.deleteFile({ fileList: fileIds })
  },
  /** What ids of files begin with; learned from a file that is put there for it, because the cloud says it nowhere. */
  async root(): Promise<string> {
    const path = 'uploads/root'
    const fileId = await storage.upload(path, Buffer.from('-'))
    await storage.remove([fileId])
    return fileId.slice(0, -path.length)
  },
  /** Addresses that expire, in the order asked; undefined for a file that is gone. At most 50 at once. */
  async addresses(fileIds: string[], seconds: number): Promise<(string | undefined)[]> {
    if (!fileIds.length) return []
    const asked = fileIds.map(fileID => ({ fileID, maxAge: seconds }))
    const { fileList } = (await cloud.getTempFileURL({ fileList: asked as never })) as unknown as FileReply
    return fileList.map(({ tempFileURL }) => tempFileURL || undefined)
  },
}
