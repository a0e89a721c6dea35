import * as v from 'valibot'
import { Refusal, type RefusalCode } from '../contract/kernel/errors'
import type { Call, Contract, Envelope, Output, Sent } from '../contract/kernel/rpc'

/** Carries a call to a cloud function. @returns the function's reply */
export type Transport = (name: string, data: Call) => Promise<Envelope>

export interface CallOptions {
  /** Idempotency key: pass the same key when the user tries again. */
  key?: string
}

export type Client<C extends Contract> = {
  [K in keyof C['ops']]: (input: Sent<C['ops'][K]>, options?: CallOptions) => Promise<Output<C['ops'][K]>>
}

/**
 * Typed caller of one function over a transport. Input that the schema refuses is never sent.
 * @throws Refusal with the code, the faulty field and the details of the reply
 */
export function clientOver<C extends Contract>(contract: C, send: Transport): Client<C> {
  const caller = (op: string) => async (input: unknown, options?: CallOptions) => {
    check(contract, op, input)
    return dataOf(await send(contract.name, { op, input, ...options }))
  }
  return Object.fromEntries(Object.keys(contract.ops).map(op => [op, caller(op)])) as unknown as Client<C>
}

/** The data of a reply. @throws Refusal */
export function dataOf(reply: Envelope): unknown {
  if (reply.ok) return reply.data
  throw new Refusal(reply.error.code as RefusalCode, reply.error)
}

function check(contract: Contract, op: string, input: unknown): void {
  const result = v.safeParse(contract.ops[op]!.input, input, { abortEarly: true, abortPipeEarly: true })
  if (!result.success)
    throw new Refusal('INVALID_INPUT', { field: v.getDotPath(result.issues[0]) ?? undefined })
}

/** A fresh idempotency key. */
export const newKey = (): string =>
  `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`
