import type { LineFault } from './replies'

/** What the console cannot do as asked: an HTTP status with a sentence for the person who asked. */
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
