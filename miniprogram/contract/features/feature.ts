/** Who finds a tile on the workbench: every active person, members only, or holders of one of the duties. */
export type TileAccess = 'joined' | 'member' | readonly string[]

/** One entry of the workbench. */
export interface Tile {
  id: string
  icon: string
  text: string
  page: string
  for: TileAccess
}

/** Tiles under one heading; sections of the same title from several features become one. */
export interface Section {
  title: string
  /** Position on the workbench, lowest first. */
  order: number
  tiles: readonly Tile[]
}

/** One page of the administrator screens, shown to holders of the duty. */
export interface AdminEntry {
  id: string
  icon: string
  title: string
  about: string
  page: string
  duty: string
}

/** A question of "why can somebody do this": what people try, in their words. */
export interface Question {
  text: string
  op: string
  /** True where it is done for a department. */
  place: boolean
}

/** What an administrator group can be given for one feature; each right stands for a duty. */
export interface Grants {
  send?: string
  /** How the right to send is called; 发消息 without it. */
  sendTitle?: string
  manage?: string
}

/** Everything about a feature, besides its operations, that other places derive their lists from. */
export interface Feature {
  name: string
  title: string
  /** Duty → title, and how far it reaches: `everywhere` whatever scope it is held for. */
  duties?: Readonly<Record<string, { title: string; reach?: 'everywhere' }>>
  grants?: Grants
  /** Audited action → title. */
  audit?: Readonly<Record<string, string>>
  /** Error code → the sentence people read. */
  refusals?: Readonly<Record<string, string>>
  sections?: readonly Section[]
  administration?: readonly AdminEntry[]
  questions?: readonly Question[]
}

/** The path of a page in a feature's folder; pages are called after their folder. */
export const pagePath = (folder: string): string =>
  `/features/${folder}/${folder.slice(folder.lastIndexOf('/') + 1)}`
