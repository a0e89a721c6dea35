import type { IncomingMessage, ServerResponse } from 'node:http'
import type { LocalCloud } from './cloud'

/** Answers one request that the path chose. */
export type Answer = (cloud: LocalCloud, exchange: Exchange) => Promise<void> | void

export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  /** The part of the path that the pattern caught. */
  name: string
}

/** A method, the pattern of a path, and the handler of both. */
export type Route = [method: string, path: RegExp, answer: Answer]
