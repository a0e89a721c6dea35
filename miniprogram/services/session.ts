import { account, type Me } from '../contract/account'
import { client } from './cloud'

const accounts = client(account)
let current: Promise<Me> | undefined

/** The person who uses the phone; decides what is shown, never what is allowed. Asked once, then remembered. */
export function me(): Promise<Me> {
  current ??= accounts.me({}).catch(error => {
    current = undefined
    throw error
  })
  return current
}

/** Asks again, because the person pulled down or came back after being let in. */
export function refreshMe(): Promise<Me> {
  current = undefined
  return me()
}

/** Remembers the person as a change of them answered. */
export function keepMe(changed: Me): void {
  current = Promise.resolve(changed)
}
