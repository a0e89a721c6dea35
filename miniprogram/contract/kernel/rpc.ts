import type { GenericSchema, InferInput, InferOutput } from 'valibot'
import type { Duty } from '../features/index'
import type { RefusalCode } from './errors'

/**
 * The callers of an operation; the pipeline checks it before the handler runs. `anyone` includes strangers. `joined` is
 * every active person, outsiders included. `member` is an active student, worker or member of staff. `console` is the
 * cloud console or the command line, with the secret. A duty with `everywhere` must be held for the scope `*`, because
 * the operation concerns things that belong to no department.
 */
export type Access = 'anyone' | 'joined' | 'member' | 'console' | { duty: Duty; everywhere?: true }

export interface Operation<I extends GenericSchema = GenericSchema, O = unknown, A extends Access = Access> {
  access: A
  input: I
  /** Type of the reply; never present at run time. */
  output?: O
}

export interface Contract {
  name: string
  ops: Record<string, Operation>
}

/** Declares one operation: `op<Reply>()(access, input)`. It does not compile without the access. */
export const op =
  <O>() =>
  <const A extends Access, I extends GenericSchema>(access: A, input: I): Operation<I, O, A> => ({
    access,
    input,
  })

/** Input as the caller sends it. */
export type Sent<T> = T extends Operation<infer I, unknown> ? InferInput<I> : never
/** Input as the handler receives it, validated and converted. */
export type Input<T> = T extends Operation<infer I, unknown> ? InferOutput<I> : never
export type Output<T> = T extends { output?: infer O } ? NonNullable<O> : never

/** One call on the wire. `key` is the idempotency key: retries with the same key have one effect. */
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

/** One page of a list. `next` is the cursor for `page.after` of the next page; the last page has none. */
export interface Page<T> {
  items: T[]
  next?: string
}
