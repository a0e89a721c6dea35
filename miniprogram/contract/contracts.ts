import { access } from './access'
import { account } from './account'
import { admin } from './admin'
import { directory } from './directory'
import { message } from './message'
import { repair } from './repair'
import { room } from './room'
import { todo } from './todo'

/** Cloud function → its operations. A function has the name of its feature. */
export const contracts = { access, account, admin, directory, message, repair, room, todo } as const
