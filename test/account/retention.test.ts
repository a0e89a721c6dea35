import { DAY } from '#contract/kernel/time'
import { collections } from '../../database-schema'
import type { Retention } from '../../database-schema/schema'
import { fileIdOf } from '../../scripts/local-cloud/storage/file-id'
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

test('files of exports go with their rows', async () => {
  await leaveFile('exports/old.csv')
  await leaveFile('exports/young.csv')
  await put('exports', { _id: 'x-old', at: ago(2), files: [fileIdOf('exports/old.csv')] })
  await put('exports', { _id: 'x-young', at: ago(0), files: [fileIdOf('exports/young.csv')] })
  await night()
  expect((await files()).filter(path => path.startsWith('exports/'))).toEqual(['exports/young.csv'])
})

test('after two years nobody can be told from a ticket any more, while what was mended and how stays', async () => {
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

test('whatever the night asks the database is served by an index', () => {
  expect(world.cloud.database.queries.filter(({ index }) => index === null)).toEqual([])
})
