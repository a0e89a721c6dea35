import { type NewMember, newMember } from '../../cloudfunctions/kernel/identity/member-index'
import type { Entry } from '../../scripts/local-cloud/outbox'
import { seed } from '../../scripts/seed'
import { members } from '../../scripts/seed/members'
import { aWorld, type World } from '../make/world'

/** A person of the roster who has not joined yet, unless `row` says otherwise. */
export const onRoster = (_id: string, row: Partial<NewMember> = {}) =>
  newMember({ _id, name: '宋新来', kind: 'staff', departments: ['cs-se'], account: _id, ...row }, [])

/** The fictional university and these people. */
export const aWorldWith = (people: { _id: string }[], environment: Record<string, string> = {}): World =>
  aWorld({ environment, seed: now => ({ ...seed(now), members: [...members, ...people] }) })

export const rowOf = (world: World, id: string, collection = 'members') =>
  [...world.cloud.database.dump(collection)].find(({ _id }) => _id === id) as
    | Record<string, unknown>
    | undefined

/** The code in the last message to the address. */
export function codeFor(world: World, address: string): string {
  const sent = world.cloud.outbox.list().filter(({ to }) => to.endsWith(address.toLowerCase())) as Entry[]
  return /\d{6}/.exec(sent.at(-1)!.text)![0]
}

/** Another code than this one. */
export const wrong = (code: string): string => code.replace(/.$/, last => String((Number(last) + 1) % 10))

/** Asks for a code and gives it back as it arrived. */
export async function codeSent(world: World, as: string, address: string): Promise<string> {
  const channel = address.includes('@') ? 'mail' : 'sms'
  await world.as(as).account.sendCode({ channel, address })
  return codeFor(world, address)
}
