import type { LocalCloud } from '../../scripts/local-cloud/cloud'
import { start } from '../../scripts/local-cloud/start'
import { seed } from '../../scripts/seed'

const morning = new Date()
const rights = [{ application: 'room', manage: true }]
const input = { name: '会议室', members: ['t-su', 'm-01'], rights, scope: ['cs'] }

const press = async (cloud: LocalCloud, op: string, input: object, key: string) => {
  const { reply } = await cloud.call('o-a-system', 'access', { op, input, key })
  return reply.ok ? (reply.data as { id: string }) : reply.error.code
}
/** The duties of every member, without the moments at which they were written. */
const held = (cloud: LocalCloud) =>
  [...cloud.database.dump('members')].map(({ _id, duties, scoped }) =>
    JSON.stringify({ _id, duties, scoped }),
  )

/** A group with two members, to be changed to one of them, somebody else, and another scope. */
async function aGroup(): Promise<{ cloud: LocalCloud; id: string }> {
  const cloud = await start({ seed: () => seed(morning) })
  const made = await press(cloud, 'saveGroup', input, 'made')
  if (typeof made === 'string') throw new Error(made)
  return { cloud, id: made.id }
}
const STEPS: [op: string, input: object][] = [
  ['saveGroup', { ...input, members: ['m-01', 'm-02'], scope: ['lit'] }],
  ['removeGroup', {}],
]

test.each(STEPS)(
  'B9: %s, interrupted at any of its database calls and never pressed again, is completed by the timer',
  async (op, change) => {
    const undisturbed = await aGroup()
    await press(undisturbed.cloud, op, { ...change, id: undisturbed.id }, 'one-press')
    const expected = held(undisturbed.cloud)
    await undisturbed.cloud.close()
    for (let nth = 3; nth <= 6; nth++) {
      const { cloud, id } = await aGroup()
      cloud.faults.add({ action: 'database.*', nth, kind: 'kill', when: 'after' })
      await press(cloud, op, { ...change, id }, 'one-press').catch(() => {})
      cloud.faults.clear()
      for (let run = 0; run < 2; run++) await cloud.invoke('access', {}, { source: 'wx_trigger' })
      expect(held(cloud)).toEqual(expected)
      await cloud.close()
    }
  },
)

test('B9: a group that four change at once, again and again, gives in the end what it says, to nobody else', async () => {
  const { cloud, id } = await aGroup()
  for (let round = 0; round < 8; round++)
    await Promise.all(
      ['cs', 'lit', 'econ', '*'].map((scope, i) =>
        press(
          cloud,
          'saveGroup',
          { ...input, id, scope: [scope], members: [`m-1${i}`] },
          `press-${round}-${i}`,
        ),
      ),
    )
  const [group] = [...cloud.database.dump('admin_groups')] as unknown as {
    members: string[]
    scope: string[]
    version: number
  }[]
  const holders = [...cloud.database.dump('members')].flatMap(({ _id, duties }) =>
    (duties as { group?: string; scope: string[]; groupVersion: number }[])
      .filter(duty => duty.group === id)
      .map(({ scope, groupVersion }) => ({ _id, scope, groupVersion })),
  )
  const { members, scope, version } = group!
  expect(holders).toEqual(members.map(_id => ({ _id, scope, groupVersion: version })))
  await cloud.close()
})
