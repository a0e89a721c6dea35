export interface Index {
  name: string
  keys: Record<string, 1 | -1>
  unique?: boolean
  sparse?: boolean
}

export interface Field {
  type: 'string' | 'number' | 'boolean' | 'date' | 'array' | 'object'
  /** What it holds, for who reads or edits rows in the cloud console. */
  note: string
  /** Personal data: part of a person's export and of what erasing them removes. */
  personal?: true
  /** May hold null; any other field that holds nothing is not there at all. */
  nullable?: true
}

/** Where rows of a collection belong to a person: what their export finds, and what erasing them must reach. */
export interface Holding {
  /** The field that names the person; inside the list's elements where there is a list. */
  path: string
  /** The kind of identifier that the field holds. */
  by: 'id' | 'openid' | 'joinRequest'
  /** Elements of this list belong to different people; without it the row is one person's. */
  list?: string
  /** Fields with files of the person's, which erasing removes from storage. */
  files?: readonly string[]
  /** Not the person's own to have: what the row says about others; the whole row, if it is somebody else's. */
  hides?: readonly string[] | 'row'
  /** Goes with somebody who becomes another member; where it does not, it stays said of who they were. */
  moves?: true
  /** The row goes, or these fields of it change; null for a field that goes. The first one tells whether it was done. */
  erased: 'removed' | Readonly<Record<string, string | null>>
}

export const VERSION: Field = { type: 'number', note: '每次改动加一，请勿手改' }
export const LAST_KEY: Field = { type: 'string', note: '最后一次操作的标识，请勿手改' }

export interface CollectionSchema {
  name: string
  description: string
  /** Closed to clients: they only call functions. */
  permission: 'ADMINONLY'
  fields: Record<string, Field>
  indexes: Index[]
  /** How long rows stay; each night takes those whose time has come. */
  retention: 'forever' | Retention
  /** Where rows hold personal data: what an export finds and erasing reaches, or why it stays. */
  people?: readonly Holding[] | { kept: string }
  /** What documents carry until the outbox's timer takes it from them: messages to people, entries of the audit log. */
  carries?: readonly Carried[]
}

export interface Retention {
  days: number
  /** The date from which the days count; the first key of an index, or one behind the fields of `where`. */
  after: string
  /** Rows that are not in one of these states stay. */
  where?: Readonly<Record<string, readonly string[]>>
  /** Instead of the row, what tells who the people in it are goes, as when each of them is erased. */
  anonymous?: true
  /** Fields with ids of files, which go with the row. */
  files?: readonly string[]
  /** Fields with paths of files, which go with the row. */
  paths?: readonly string[]
}

export type Carried = 'outbox' | 'audit'

const NOTES: Record<Carried, string> = {
  outbox: '还没送出的消息，由定时任务取走，请勿手改',
  audit: '还没归档的操作记录，由定时任务取走，请勿手改',
}

/** The collection with the fields of what its documents carry, and the indexes by which the timer finds it. */
export const carrying = (schema: CollectionSchema, ...carries: Carried[]): CollectionSchema => ({
  ...schema,
  carries,
  fields: {
    ...schema.fields,
    ...Object.fromEntries(carries.map(name => [name, { type: 'array', note: NOTES[name], personal: true }])),
  } as CollectionSchema['fields'],
  indexes: [
    ...schema.indexes,
    ...carries.map(name => ({ name, keys: { [`${name}.id`]: 1 as const }, sparse: true })),
  ],
})
