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

/** Forgets the person, so that the next question goes to the server: they pulled down or came back after being let in. */
export function forgetMe(): void {
  current = undefined
}

/** Asks again. */
export function refreshMe(): Promise<Me> {
  forgetMe()
  return me()
}

/** Remembers the person as a change of them answered. */
export function keepMe(changed: Me): void {
  current = Promise.resolve(changed)
}
