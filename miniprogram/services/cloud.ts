import type { Contract, Envelope } from '../contract/kernel/rpc'
import { type CallOptions, type Client, clientOver, dataOf, type Transport } from './client'

export { newKey } from './client'

const wechat: Transport = async (name, data) =>
  (await wx.cloud.callFunction({ name, data })).result as unknown as Envelope

/** The typed caller of one cloud function; the only way from a page to the cloud. */
export const client = <C extends Contract>(contract: C): Client<C> => clientOver(contract, wechat)

/** An operation that a reply has named, with the input for it. */
export interface NamedCall {
  feature: string
  op: string
  input: Record<string, unknown>
}

/** Calls it; the server alone checks the input. */
export const callNamed = async ({ feature, op, input }: NamedCall, options?: CallOptions): Promise<unknown> =>
  dataOf(await wechat(feature, { op, input, ...options }))
