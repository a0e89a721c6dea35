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
}

export interface CollectionSchema {
  name: string
  description: string
  /** Closed to clients: they only call functions. */
  permission: 'ADMINONLY'
  fields: Record<string, Field>
  indexes: Index[]
  /** How long rows stay. */
  retention: string
}
