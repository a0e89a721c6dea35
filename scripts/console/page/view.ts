/** What the address names: `#/database/rooms?by=text&value=…`. */
export interface Place {
  section: string
  name: string
  query: URLSearchParams
}

/** Draws the page again after something changed. */
export type Reload = () => Promise<void>

/** What fills the page; rejects with a sentence to show when it cannot. */
export type View = (place: Place, reload: Reload) => Promise<Node[]>
