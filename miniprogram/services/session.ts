import { account } from '../contract/account'
import { client } from './cloud'
import { remembered } from './remembered'

const accounts = client(account)
const person = remembered(() => accounts.me({}))

/** The person who uses the phone; decides what is shown, never what is allowed. */
export const me = person.load

/** Forgets the person, so that the next question goes to the server: they pulled down or came back after being let in. */
export const forgetMe = person.forget

/** Asks again. */
export const refreshMe = person.refresh

/** Remembers the person as a change of them answered. */
export const keepMe = person.keep
