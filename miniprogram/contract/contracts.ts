import { access } from './access'
import { account } from './account'
import { admin } from './admin'
import { directory } from './directory'
import type { Contract } from './kernel/rpc'
import { message } from './message'
import { repair } from './repair'
import { room } from './room'

/** The operations of every function, by the function's name. */
export const CONTRACTS: ReadonlyMap<string, Contract> = new Map(
  [access, account, admin, directory, message, repair, room].map(contract => [contract.name, contract]),
)
