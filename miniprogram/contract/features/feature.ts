/** The people who see a tile: every active person, members only, or holders of any of the listed duties. */
export type TileAccess = 'joined' | 'member' | readonly string[]

/** One entry of the workbench; `page` is an absolute page path, `icon` a name from TDesign's icon font. */
export interface Tile {
  id: string
  icon: string
  text: string
  page: string
  for: TileAccess
  /** Kinds of to-dos whose number stands on the tile. */
  counts?: readonly string[]
}

/** Tiles under one heading. The workbench joins sections of different features that have the same title. */
export interface Section {
  title: string
  /** Position on the workbench, lowest first. */
  order: number
  tiles: readonly Tile[]
}

/** An entry of the administration page, shown to holders of the duty. */
export interface AdminEntry {
  id: string
  icon: string
  title: string
  about: string
  page: string
  duty: string
}

/** An action that the access explanation offers to check: the user's words for it, and the operation it calls. */
export interface Question {
  text: string
  op: string
  /** True if the answer depends on a department. */
  place: boolean
}

/** The rights of one feature that an administrator group can grant; each names the duty it confers. */
export interface Grants {
  send?: string
  /** Title of the right to send; defaults to 发消息. */
  sendTitle?: string
  manage?: string
}

/** How a feature looks wherever it is named: an icon of TDesign's font, and one of the six quiet colours. */
export interface Look {
  icon: string
  colour: 'blue' | 'green' | 'amber' | 'violet' | 'rose' | 'teal'
}

/**
 * The facts of a feature from which shared lists are derived. Its operations live apart, in `contract/<name>.ts`, so
 * that the kernel and the pages can read the facts without importing any input schema.
 */
export interface Feature {
  name: string
  title: string
  /** Every feature with tiles has one of its own. */
  look?: Look
  /** Duty → title. `reach: 'everywhere'` makes the duty cover all departments, whatever scope it is held for. */
  duties?: Readonly<Record<string, { title: string; reach?: 'everywhere' }>>
  grants?: Grants
  /** Audited action → title. */
  audit?: Readonly<Record<string, string>>
  /** Error code → the sentence shown to the user. */
  refusals?: Readonly<Record<string, string>>
  /** Kind of a to-do, such as `room.approve` → title. */
  todos?: Readonly<Record<string, string>>
  sections?: readonly Section[]
  administration?: readonly AdminEntry[]
  questions?: readonly Question[]
}

/** Absolute path of the page in `features/<folder>`; a page is named after its own folder. */
export const pagePath = (folder: string): string =>
  `/features/${folder}/${folder.slice(folder.lastIndexOf('/') + 1)}`
