import type { Contract, Envelope } from '../contract/kernel/rpc'
import { type Client, clientOver, type Transport } from './client'

export { newKey } from './client'

const wechat: Transport = async (name, data) =>
  (await wx.cloud.callFunction({ name, data })).result as unknown as Envelope

/** The typed caller of one cloud function; the only way from a page to the cloud. */
export const client = <C extends Contract>(contract: C): Client<C> => clientOver(contract, wechat)
