import { DAY } from '#contract/kernel/time'
import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { collections } from '../../database-schema'
import type { Retention } from '../../database-schema/schema'
import { fileIdOf } from '../../scripts/local-cloud/storage/file-id'
import { interrupt, recordActions } from '../make/faults'
import { onHand } from '../make/materials'
import { after, aTicket } from '../make/tickets'
import { aWorld } from '../make/world'
import { rowOf } from './people'

const world = aWorld()
const night = () => world.cloud.invoke('account', {}, { source: 'wx_trigger' })
const ago = (days: number) => new Date(world.cloud.clock.now() - days * DAY)
const put = (collection: string, document: object) =>
  world.cloud.database.insert({ collection, documents: [document] as never })
const leaveFile = (path: string) =>
  world.cloud.files.put(path, { bytes: Buffer.from('x'), type: 'image/jpeg', modified: 0 })
const files = async () => (await world.cloud.files.list()).map(({ path }) => path)

const ending = collections.flatMap(({ name, retention }) =>
  retention === 'forever' || retention.anonymous ? [] : [{ name, ...retention }],
)

test.each(ending)(
  'rows of $name go $days days after their $after, and not before',
  async ({ name, days, after: field, where = {} }: Retention & { name: string }) => {
    const [state] = Object.entries(where).map(([key, values]) => ({ [key]: values[0] }))
    await put(name, { _id: 'old', ...state, [field]: ago(days + 1) })
    await put(name, { _id: 'young', ...state, [field]: ago(days - 1) })
    for (const key of Object.keys(where))
      await put(name, { _id: 'kept', [key]: 'active', [field]: ago(days + 1) })
    await night()
    expect(rowOf(world, 'old', name)).toBeUndefined()
    expect(rowOf(world, 'young', name)).toBeDefined()
    if (Object.keys(where).length) expect(rowOf(world, 'kept', name)).toBeDefined()
  },
)

test('B14: files of exports go with their rows', async () => {
  await leaveFile('exports/old.csv')
  await leaveFile('exports/young.csv')
  await put('exports', { _id: 'x-old', at: ago(2), paths: ['exports/old.csv'] })
  await put('exports', { _id: 'x-young', at: ago(0), paths: ['exports/young.csv'] })
  await night()
  expect((await files()).filter(path => path.startsWith('exports/'))).toEqual(['exports/young.csv'])
})

test('B14: after two years nobody can be told from a ticket any more, while what was mended and how stays', async () => {
  const people = { id: 't-lin', name: '林知微', phone: '19900000001' }
  const worker = { id: 'w-zhao', name: '赵长庚', number: '10007', phone: '19900000007' }
  const desk = { id: 'd-logistics', name: '顾调度' }
  const photo = fileIdOf('tickets/old.jpg')
  await leaveFile('tickets/old.jpg')
  const whole = (days: number) =>
    after(
      aTicket({ at: ago(days), reporter: people, photos: [photo], freeTime: '找林知微' }),
      ['accept', desk],
      ['dispatch', desk, { worker }],
      ['start', { id: worker.id, name: worker.name }],
      [
        'finish',
        { id: worker.id, name: worker.name },
        { report: { words: '换了垫圈', used: '', photos: [] } },
      ],
      ['close', { id: 'system', name: '系统' }],
    )
  const [old, young] = [whole(731), whole(729)]
  await onHand(world.cloud, [], [old, young])
  await night()
  const row = rowOf(world, old._id, 'tickets')!
  for (const text of ['林知微', '19900000001', '赵长庚', '19900000007', '10007', '顾调度', photo])
    expect(JSON.stringify(row)).not.toContain(text)
  expect(row).toMatchObject({ summary: old.summary, report: { words: '换了垫圈' }, state: 'closed' })
  expect((row.timeline as { by: object }[]).at(-1)!.by).toEqual({ id: 'system', name: '系统' })
  expect(rowOf(world, young._id, 'tickets')).toMatchObject({ reporter: people, worker })
  expect(await files()).not.toContain('tickets/old.jpg')
})

test('B14: a ticket that is open keeps who waits for it, however old it is', async () => {
  const open = aTicket({ at: ago(800), reporter: { id: 't-lin', name: '林知微', phone: '19900000001' } })
  await onHand(world.cloud, [], [open])
  await night()
  expect(rowOf(world, open._id, 'tickets')).toMatchObject({ reporter: open.reporter, terms: open.terms })
})

const left = (_id: string) => ({
  ...newMember({ _id, name: `离校 ${_id}`, kind: 'student', departments: ['cs-2401'] }, []),
  state: 'left',
  leftAt: ago(366),
  account: _id,
})

test('B14: however long the night takes over people, what else has been kept long enough is gone', async () => {
  await put('members', left('x-1'))
  await put('codes', { _id: 'old', expiresAt: ago(3) })
  world.cloud.clock.advance(1000)
  const { actions } = await recordActions(world.cloud, night)
  await put('members', left('x-2'))
  await put('codes', { _id: 'older', expiresAt: ago(3) })
  await interrupt(world.cloud, { action: 'database.*', nth: actions.length - 3, kind: 'kill' }, night)
  expect(rowOf(world, 'x-2')).toMatchObject({ account: 'x-2' })
  expect(rowOf(world, 'older', 'codes')).toBeUndefined()
})

test('B14: a member who comes back during the nightly run is not taken for gone', async () => {
  await night()
  await put('members', left('x-3'))
  const { database } = world.cloud
  const aggregate = database.aggregate.bind(database)
  const seen = jest.spyOn(database, 'aggregate').mockImplementation(async request => {
    const found = await aggregate(request)
    if (request.collection === 'members' && found.some(({ _id }) => _id === 'x-3'))
      await database.put({
        collection: 'members',
        insert: false,
        documents: [{ ...left('x-3'), state: 'active', version: 2 }] as never,
      })
    return found
  })
  await night()
  seen.mockRestore()
  expect(rowOf(world, 'x-3')).toMatchObject({ state: 'active', name: '离校 x-3', account: 'x-3' })
})

test('an index serves every query of the nightly run', () => {
  expect(world.cloud.database.queries.filter(({ index }) => index === null)).toEqual([])
})
