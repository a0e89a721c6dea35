/** A person in front of a phone, at a page; at the home page without one. */
export interface Seat {
  /** Persona id. */
  as: string
  page?: string
}

/** One thing to do on one of the two phones. */
export interface Step {
  /** The people and pages of both phones when the step begins; a phone that is left out stays as it is. */
  phones?: [first?: Seat, second?: Seat]
  /** The phone to use: 0 or 1. */
  on: 0 | 1
  say: string
  /** A file to download first, and where the preview serves it. */
  file?: { name: string; path: string }
  /** Operations as `repair.create`: any of them ends the step. Without one the person says when to go on. */
  until?: string[]
}

/** A story that a newcomer can play on both phones. */
export interface Story {
  id: string
  title: string
  /** The point of it, in one line. */
  about: string
  steps: Step[]
}
