import type { GenericSchema, InferInput, InferOutput } from 'valibot'
import type { Duty } from '../features/index'
import type { RefusalCode } from './errors'

/**
 * Who may call an operation; checked by the pipeline before a handler can run. `anyone` includes strangers; `joined`
 * is every active person, those from outside included; `member` is an active student, worker or member of staff;
 * `console` is whoever runs functions from the cloud console or the command line and knows the secret. A duty that is
 * needed `everywhere` is not enough for some departments: what the operation concerns belongs to none.
 */
export type Access = 'anyone' | 'joined' | 'member' | 'console' | { duty: Duty; everywhere?: true }

export interface Operation<I extends GenericSchema = GenericSchema, O = unknown, A extends Access = Access> {
  access: A
  input: I
  /** Exists only for the type checker. */
  output?: O
}

export interface Contract {
  name: string
  ops: Record<string, Operation>
}

/** Declares one operation: `op<Reply>()(access, input)`. Leaving the access out does not compile. */
export const op =
  <O>() =>
  <const A extends Access, I extends GenericSchema>(access: A, input: I): Operation<I, O, A> => ({
    access,
    input,
  })

/** What the caller sends. */
export type Sent<T> = T extends Operation<infer I, unknown> ? InferInput<I> : never
/** What the handler receives after validation. */
export type Input<T> = T extends Operation<infer I, unknown> ? InferOutput<I> : never
export type Output<T> = T extends { output?: infer O } ? NonNullable<O> : never

/** One press of a button. `key` stays the same over retries, so that the effect happens once. */
export interface Call {
  op: string
  input: unknown
  key?: string
}

export interface Failure {
  code: RefusalCode
  message: string
  field?: string
  details?: unknown
  requestId: string
}

export type Envelope<T = unknown> = { ok: true; data: T } | { ok: false; error: Failure }

/** One page of a list; `next` is the `page.after` of the page that follows, absent on the last. */
export interface Page<T> {
  items: T[]
  next?: string
}
