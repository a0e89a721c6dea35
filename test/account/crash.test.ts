import { newMember } from '../../cloudfunctions/kernel/roster'
import { seed } from '../../database-schema/seed'
import { members as seeded } from '../../database-schema/seed/members'
import type { Fault } from '../../scripts/local-cloud/faults'
import { type LocalCloud, start } from '../../scripts/local-cloud/start'
import { onRoster } from './people'

const people = [
  ...seeded,
  onRoster('n-old', { phone: '19900001001', openid: 'o-old' }),
  newMember({ _id: 'x-out', name: '外来者', kind: 'outside', departments: [], openid: 'o-out' }, []),
]
const PRESS = { key: 'one-press' }
const TROUBLES: Pick<Fault, 'kind' | 'when'>[] = [
  { kind: 'error', when: 'before' },
  { kind: 'kill', when: 'after' },
]

const stateOf = (cloud: LocalCloud) =>
  ['members', 'applications'].map(name =>
    [...cloud.database.dump(name)].map(({ outbox, erasedAt, consent, at, ...row }) => row),
  )

async function codeIn(cloud: LocalCloud, openid: string, address: string): Promise<string> {
  await cloud.call(openid, 'account', { op: 'sendCode', input: { channel: 'sms', address } })
  return /\d{6}/.exec(cloud.outbox.list('sms').at(-1)!.text)![0]
}

const roster = '19900001001'
const unknown = '19900001002'
const verify =
  (address: string, more = {}) =>
  async (cloud: LocalCloud, as: string) => {
    return { address, code: await codeIn(cloud, as, address), ...more }
  }

/** Operations that write: who, with what, and how many database calls that takes. */
const WRITES: [
  op: string,
  as: string,
  input: (cloud: LocalCloud, as: string) => Promise<object>,
  calls: number,
][] = [
  ['verify', 'o-out', verify(roster), 6],
  ['verify', 'o-new', verify(unknown, { name: '新人' }), 5],
  ['apply', 'o-new', async () => ({ name: '申请人', departmentId: 'cs', post: '', account: 'x-9' }), 3],
  ['update', 'o-t-su', async () => ({ qq: '1234567', shows: { qq: 'everyone' } }), 3],
]

test.each(WRITES)(
  'B1: account.%s by %s, interrupted at any database call and pressed again, is done once',
  async (op, as, input, calls) => {
    const press = async (cloud: LocalCloud, given: object) => {
      const { reply } = await cloud.call(as, 'account', { op, input: given, ...PRESS })
      return reply.ok ? { ...(reply.data as object), at: 0, erasedAt: 0 } : reply.error.code
    }
    const open = () => start({ seed: now => ({ ...seed(now), members: people }) })
    const undisturbed = await open()
    const expected = await press(undisturbed, await input(undisturbed, as))
    const state = stateOf(undisturbed)
    await undisturbed.close()
    expect(typeof expected).toBe('object')

    const cloud = await open()
    const given = await input(cloud, as)
    for (let nth = 1; nth <= calls; nth++)
      for (const trouble of TROUBLES) {
        cloud.faults.add({ action: 'database.*', nth, ...trouble })
        await press(cloud, given).catch(error => expect(error.code).toBe('FUNCTIONS_EXECUTE_FAIL'))
        cloud.faults.clear()
      }
    expect(await press(cloud, given)).toEqual(expected)
    expect(stateOf(cloud)).toEqual(state)
    await cloud.close()
  },
  120_000,
)
