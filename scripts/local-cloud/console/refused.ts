import type { LineFault } from './replies'

/** A refusal of the console: an HTTP status, and a sentence that its user reads. */
export class Refused extends Error {
  constructor(
    readonly status: 400 | 404 | 409 | 413,
    message: string,
    readonly lines?: LineFault[],
  ) {
    super(message)
    this.name = 'Refused'
  }
}
