import { account, type Me } from '../contract/account'
import { client } from './cloud'
import { remembered } from './remembered'

const accounts = client(account)

const KEY = 'account/me'

/** The person as the phone knew them last, before the server answers; undefined on a new phone. */
export const knownMe = (): Me | undefined => (wx.getStorageSync(KEY) as Me | '') || undefined

/** Keeps on the phone what decides which pages are offered. */
function noteMe(person: Me): Me {
  const { state, name, kind, duties } = person
  wx.setStorageSync(KEY, { state, name, kind, duties })
  return person
}

const person = remembered(async () => noteMe(await accounts.me({})))

/** The person who uses the phone; decides what is shown, never what is allowed. */
export const me = person.load

/** Forgets the person, so that the next question goes to the server: they pulled down or came back after being let in. */
export const forgetMe = person.forget

/** Asks again. */
export const refreshMe = person.refresh

/** Remembers the person as a change of them answered. */
export const keepMe = (changed: Me): void => person.keep(noteMe(changed))
