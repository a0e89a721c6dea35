import type { Envelope } from '#contract/kernel/rpc'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { type NewMember, newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { seed } from '../../scripts/seed'
import { departments } from '../../scripts/seed/departments'
import { members } from '../../scripts/seed/members'
import { tick } from '../make/messages'
import { csv, HEADINGS } from '../make/sheets'
import { uploadedBy } from '../make/upload'
import { aWorld, type World } from '../make/world'

/** A person of the roster, with a WeChat if `openid` is given. */
export const aPerson = (_id: string, row: Partial<NewMember> = {}): Member =>
  newMember(
    { _id, name: '宋新来', kind: 'staff', departments: ['cs-se'], account: `n-${_id}`, ...row },
    departments,
  )

/** A person from outside with a number of their own. */
export const anOutsider = (_id: string, phone: string): Member =>
  aPerson(_id, {
    name: '魏来',
    kind: 'outside',
    departments: [],
    account: undefined,
    openid: `o-${_id}`,
    phone,
  })

const stored = (row: Member): Member =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as never

/** The fictional university, and these people. */
export const aCampus = (people: Member[], environment: Record<string, string> = {}): World =>
  aWorld({ environment, seed: now => ({ ...seed(now), members: [...members, ...people.map(stored)] }) })

/** Calls an operation, also with an input that the contract does not have. */
export async function press(
  world: World,
  as: string,
  title: string,
  input: object = {},
  key?: string,
): Promise<Envelope> {
  const [fn, op] = title.split('.') as [string, string]
  return (await world.raw(as, fn, { op, input, ...(key && { key }) })).reply
}

/** The code of a refusal with its field; `OK` for what was done. */
export function codeOfReply(reply: Envelope): string {
  if (reply.ok) return 'OK'
  const { code, field } = reply.error
  return field ? `${code}:${field}` : code
}

export const rowIn = (world: World, id: string, collection = 'members') =>
  [...world.cloud.database.dump(collection)].find(({ _id }) => _id === id) as
    | Record<string, unknown>
    | undefined

const BOOKKEEPING = ['version', 'lastKey', 'outbox', 'audit', 'importId']

/** The fields of a row that are about the person. */
export const factsOf = (world: World, id: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(rowIn(world, id) ?? {}).filter(([field]) => !BOOKKEEPING.includes(field)))

/** A member as seeded. */
export const seeded = (id: string) => members.find(({ _id }) => _id === id)!

/** Checks a sheet as the persona. */
export async function checkedSheet(world: World, as: string, rows: string[][], complete = false) {
  const fileId = await uploadedBy(as, world.cloud, csv([HEADINGS, ...rows]))
  return world.as(as).directory.importCheck({ fileId, complete, name: '名单.csv' })
}

/** Checks a sheet and applies it, where it can be applied. */
export async function importedSheet(world: World, as: string, rows: string[][]) {
  let view = await checkedSheet(world, as, rows)
  while (view.actions.includes('step') && view.state !== 'applied')
    view = await world.as(as).directory.importStep({ importId: view.id })
  return view
}

/** Messages of a member in the app, and those sent to the addresses since the last look. */
export async function toldTo(world: World, memberId: string, addresses: string[] = []) {
  world.cloud.outbox.clear()
  await tick(world.cloud)
  const messages = [...world.cloud.database.dump('messages')] as unknown as {
    to: string
    title: string
    text: string
    page?: string
  }[]
  return {
    inApp: messages.filter(({ to }) => to === memberId),
    sent: world.cloud.outbox.list().filter(({ to }) => addresses.some(address => to.endsWith(address))),
  }
}
