import fc from 'fast-check'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import type { Worker } from '../../cloudfunctions/repair/model'
import { rankWorkers } from '../../cloudfunctions/repair/settings/proposal'
import { rowsOf } from '../make/messages'
import { seen } from '../make/seen'
import { reported } from '../make/tickets'
import { aWorld, codeOf } from '../make/world'

const aWorker = (_id: string, change: Partial<Worker> = {}): Worker => ({
  _id,
  name: _id,
  skills: ['水电'],
  campuses: ['东校区'],
  onDuty: true,
  load: 0,
  version: 1,
  lastKey: '',
  rated: { sum: 0, count: 0 },
  ...change,
})
const JOB = { skill: '水电', campus: '东校区', gaveUp: ['tired'] }

test('L-38: the worker with the skill, on the campus, on duty and with least to do comes first, and it is said why', () => {
  const fits = rankWorkers(
    [
      aWorker('busy', { load: 3 }),
      aWorker('carpenter', { skills: ['木工'] }),
      aWorker('far', { campuses: ['西校区'] }),
      aWorker('free', { load: 1 }),
      aWorker('home', { onDuty: false }),
      aWorker('tired'),
    ],
    JOB,
  )
  expect(fits.map(({ worker, fits, why }) => [worker._id, fits, why])).toEqual([
    ['free', true, ['skill', 'campus', 'onDuty', 'load']],
    ['busy', true, ['skill', 'campus', 'onDuty']],
    ['carpenter', false, ['noSkill', 'campus', 'onDuty']],
    ['far', false, ['skill', 'otherCampus', 'onDuty']],
    ['home', false, ['skill', 'campus', 'offDuty']],
    ['tired', false, ['skill', 'campus', 'onDuty', 'gaveUp']],
  ])
})

const someWorker = fc.record({
  skills: fc.subarray(['水电', '木工']),
  campuses: fc.subarray(['东校区', '西校区']),
  onDuty: fc.boolean(),
  load: fc.integer({ min: 0, max: 3 }),
})

test('B2: nobody is proposed who cannot go or has given it up, and nobody before who has less to do', () => {
  fc.assert(
    fc.property(fc.array(someWorker, { maxLength: 8 }), fc.integer({ min: 0, max: 7 }), (facts, tired) => {
      const workers = facts.map((one, i) => aWorker(`w${i}`, one))
      const fits = rankWorkers(workers, { ...JOB, gaveUp: [`w${tired}`] })
      expect(fits.map(({ worker }) => worker._id).sort()).toEqual(workers.map(({ _id }) => _id))
      const proposed = fits.filter(one => one.fits)
      expect(fits.slice(0, proposed.length)).toEqual(proposed)
      for (const { worker } of proposed) {
        expect(worker._id).not.toBe(`w${tired}`)
        expect([worker.skills.includes('水电'), worker.campuses.includes('东校区'), worker.onDuty]).toEqual([
          true,
          true,
          true,
        ])
      }
      const loads = proposed.map(({ worker }) => worker.load)
      expect(loads).toEqual([...loads].sort((a, b) => a - b))
    }),
  )
})

const world = aWorld()
const admin = () => world.as('a-repair').repair
const dispatcher = () => world.as('d-logistics').repair
const memberIn = (id: string) => rowsOf<Member>(world.cloud, 'members').find(({ _id }) => _id === id)!

test('L-19: the dispatcher filters workers by skill, campus and duty', async () => {
  const { id } = await reported(world)
  const names = async (filters: object) =>
    (await dispatcher().workers({ id, ...filters })).items.map(one => one.id).sort()
  expect(await names({})).toEqual(['w-qian', 'w-zhao'])
  expect(await names({ skill: '木工' })).toEqual(['w-qian'])
  expect(await names({ campus: '西校区' })).toEqual(['w-zhao'])
  expect(await names({ onDuty: false })).toEqual([])
  expect(await codeOf(dispatcher().workers({ id: 'none' }))).toBe('NOT_FOUND:id')
})

test('L-38: a worker who gave the ticket up is not proposed for it again', async () => {
  const { id } = await reported(world)
  const zhao = async () => (await dispatcher().workers({ id })).items.find(one => one.id === 'w-zhao')!
  expect(await zhao()).toMatchObject({
    proposed: 1,
    why: expect.arrayContaining(['skill', 'campus', 'onDuty']),
  })
  await dispatcher().accept({ id, ...seen(world, id) })
  await dispatcher().dispatch({ id, ...seen(world, id), workerId: 'w-zhao' })
  await world.as('w-zhao').repair.abandon({ id, reason: '缺配件' })
  const after = await zhao()
  expect(after.proposed).toBeUndefined()
  expect(after.why).toContain('gaveUp')
})

test('L-39: whom the repair administrator enters as a worker gets the duty, once, and is found by dispatchers', async () => {
  const facts = { id: 't-su', skills: ['网络'], campuses: ['东校区'], onDuty: true }
  const saved = await admin().saveWorker(facts, { key: 'entered' })
  expect(await admin().saveWorker(facts, { key: 'entered' })).toEqual(saved)
  const duties = memberIn('t-su').duties.filter(({ duty }) => duty === 'repair.worker')
  expect(duties).toEqual([{ duty: 'repair.worker', scope: ['*'] }])
  const told = (memberIn('t-su').outbox ?? []).filter(({ id }) => id.includes('-granted-'))
  expect(told.map(({ to }) => to)).toEqual([['t-su']])
  const { id } = await reported(world)
  const { items } = await dispatcher().workers({ id, skill: '网络' })
  expect(items.map(one => one.id)).toEqual(['t-su'])
  expect(rowsOf<Worker>(world.cloud, 'repair_workers').find(({ _id }) => _id === 't-su')!.audit).toHaveLength(
    1,
  )
})

test('L-39: the administrator of repairs of one department cannot make anybody a worker of all', async () => {
  const [one] = rowsOf<Member>(world.cloud, 'members').filter(({ _id }) => _id === 't-lin')
  const scoped = { ...one!, duties: [{ duty: 'repair.admin', scope: ['logistics'] }], scoped: 'tree' }
  await world.cloud.database.put({ collection: 'members', documents: [scoped] as never, insert: false })
  const request = world
    .as('t-lin')
    .repair.saveWorker({ id: 's-chen', skills: [], campuses: [], onDuty: true })
  expect(await codeOf(request)).toBe('BEYOND_OWN_RIGHTS:id')
  expect(memberIn('s-chen').duties).toEqual([])
})

test('a person who has left, is frozen or comes from outside is not entered', async () => {
  for (const id of ['f-frozen', 'x-outside', 'nobody'])
    expect(await codeOf(admin().saveWorker({ id, skills: [], campuses: [], onDuty: true }))).toBe(
      'NOT_FOUND:id',
    )
})

test('a worker who lost the duty is not offered to dispatchers any more', async () => {
  const qian = memberIn('w-qian')
  await world.cloud.database.put({
    collection: 'members',
    documents: [{ ...qian, duties: [] }] as never,
    insert: false,
  })
  const { id } = await reported(world)
  expect((await dispatcher().workers({ id })).items.map(one => one.id)).not.toContain('w-qian')
})
