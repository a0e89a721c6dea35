import { account } from '#contract/account'
import { admin } from '#contract/admin'
import { directory } from '#contract/directory'
import type { Contract } from '#contract/kernel/rpc'
import { message } from '#contract/message'
import { repair } from '#contract/repair'
import { room } from '#contract/room'

/** Every function there is, by name: what can be asked about. A feature that comes is added here. */
export const CONTRACTS: ReadonlyMap<string, Contract> = new Map(
  [account, admin, directory, message, repair, room].map(contract => [contract.name, contract]),
)
