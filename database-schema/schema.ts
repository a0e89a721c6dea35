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

export interface CollectionSchema {
  name: string
  description: string
  /** Closed to clients: they only call functions. */
  permission: 'ADMINONLY'
  fields: Record<string, Field>
  indexes: Index[]
  /** How long rows stay; each night takes those whose time has come. */
  retention: 'forever' | Retention
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
