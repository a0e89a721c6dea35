export interface Index {
  name: string
  keys: Record<string, 1 | -1>
  unique?: boolean
  sparse?: boolean
}

export interface Field {
  type: 'string' | 'number' | 'boolean' | 'date' | 'array' | 'object'
  /** The meaning of the field, shown to administrators who read or edit rows in the cloud console. */
  note: string
  /** Whether the field is personal data, which a person's export contains and erasing removes. */
  personal?: true
  /** Whether the field may hold null; any other empty field is absent. */
  nullable?: true
}

/** The rows of a collection that belong to a person: an export finds them, and erasing reaches them. */
export interface Holding {
  /** The field that names the person; inside the elements of `list` where there is one. */
  path: string
  /** The kind of identifier that the field holds. */
  by: 'id' | 'openid' | 'joinRequest'
  /** The list whose elements belong to different people; without it the row belongs to one person. */
  list?: string
  /** Fields with files of the person's, which erasing removes from storage. */
  files?: readonly string[]
  /** Fields that the person's export leaves out because they tell of others, or the whole row if it is another's. */
  hides?: readonly string[] | 'row'
  /** Whether rows follow a person who becomes another member; the other rows keep the earlier name. */
  moves?: true
  /** Erasing removes the row, or sets these fields, null removing one; the first field tells whether it was done. */
  erased: 'removed' | Readonly<Record<string, string | null>>
}

export const VERSION: Field = { type: 'number', note: '每次改动加一，请勿手改' }
export const LAST_KEY: Field = { type: 'string', note: '最后一次操作的标识，请勿手改' }

export interface CollectionSchema {
  name: string
  description: string
  /** Closed to clients, which only call functions. */
  permission: 'ADMINONLY'
  fields: Record<string, Field>
  indexes: Index[]
  /** The time that rows stay; a nightly timer removes those that are older. */
  retention: 'forever' | Retention
  /** The rows with personal data, which exports find and erasing reaches, or the reason why they are kept. */
  people?: readonly Holding[] | { kept: string }
  /** Lists in the documents that the outbox's timer empties: messages to people, entries of the audit log, states for the to-dos. */
  carries?: readonly Carried[]
}

export interface Retention {
  days: number
  /** The date from which the days count: the first key of an index, or the one behind the fields of `where`. */
  after: string
  /** The states in which rows expire; rows in any other state stay. */
  where?: Readonly<Record<string, readonly string[]>>
  /** Whether rows stay without the personal data in them, as when everyone in them is erased. */
  anonymous?: true
  /** Fields with ids of files, which are removed with the row. */
  files?: readonly string[]
  /** Fields with paths of files, which are removed with the row. */
  paths?: readonly string[]
}

export type Carried = 'outbox' | 'audit' | 'events'

const NOTES: Record<Carried, string> = {
  outbox: '还没送出的消息，由定时任务取走，请勿手改',
  audit: '还没归档的操作记录，由定时任务取走，请勿手改',
  events: '还没更新到待办的变动，由定时任务取走，请勿手改',
}

/** Adds the fields of the lists that a collection's documents carry, and the indexes by which the timer finds them. */
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
