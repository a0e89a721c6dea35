/** The parts of an address such as `#/database/rooms?by=text&value=…`. */
export interface Place {
  section: string
  name: string
  query: URLSearchParams
}

/** Draws the page again after a change. */
export type Reload = () => Promise<void>

/** Makes the content of the page; rejects with a sentence to show instead. */
export type View = (place: Place, reload: Reload) => Promise<Node[]>
