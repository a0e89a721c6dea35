import { aWorld, refusalOf } from '../make/world'

const world = aWorld()

type Versioned = Promise<{ version: number }>
interface Case {
  /** Shows a document that is to be saved. */
  load(): Versioned
  /** Saves it in one of several ways; undefined for a caller who saw nothing. */
  save(version: number | undefined, way: number, key?: string): Versioned
}

const repair = () => world.as('a-repair').repair
const rooms = () => world.as('a-room').room
const directory = () => world.as('a-system').directory
const access = () => world.as('a-system').access
const tomorrow = (way: number) => new Date(Date.now() + (24 + way) * 3_600_000).toISOString()

/** A document of each operation; those that end with their document make a new one for each test. */
const CASES: Record<string, () => Promise<Case>> = {
  'repair.saveCategory': async () => {
    const category = await repair().saveCategory({ name: '类别' })
    return {
      load: async () => category,
      save: (version, way, key) =>
        repair().saveCategory({ id: category.id, version, name: `类别${way}` }, { key }),
    }
  },
  'repair.saveSettings': async () => ({
    load: () => repair().settings({}),
    save: (version, way, key) =>
      repair().saveSettings({ version, holidays: [`2026-10-0${way}`], mails: [] }, { key }),
  }),
  'repair.savePlace': async () => {
    const place = await repair().savePlace({ campus: '东校区', building: '新楼', room: '1' })
    return {
      load: async () => place,
      save: (version, way, key) => repair().savePlace({ ...place, version, room: `10${way}` }, { key }),
    }
  },
  'repair.saveWorker': async () => ({
    load: async () =>
      (await world.as('d-logistics').repair.workers({})).items.find(({ id }) => id === 'w-qian')!,
    save: (version, way, key) =>
      repair().saveWorker(
        { id: 'w-qian', version, skills: [`手艺${way}`], campuses: [], onDuty: true },
        { key },
      ),
  }),
  'repair.saveMaterial': async () => {
    const material = await repair().saveMaterial({ name: '螺丝', unit: '个', low: 1 })
    // Movements of the stock are no changes of what the form shows.
    await world.as('k-store').repair.restock({ materialId: material.id, count: 5, reason: '到货' })
    return {
      load: async () => material,
      save: (version, low, key) =>
        repair().saveMaterial({ id: material.id, version, name: '螺丝', unit: '个', low }, { key }),
    }
  },
  'room.update': async () => {
    const room = await rooms().create({ name: '新室', location: '新楼', seats: 5 })
    const [from, to] = [tomorrow(0), tomorrow(1)].map(at => `${at.slice(0, 11)}03:00:00.000Z`)
    // A booking is no change of what the form shows.
    await world
      .as('t-lin')
      .room.reserve({ roomId: room.id, title: '会', from: from!, to: `${to!.slice(0, 11)}04:00:00.000Z` })
    return {
      load: async () => room,
      save: (version, way, key) => rooms().update({ roomId: room.id, version, seats: 10 + way }, { key }),
    }
  },
  'room.close': async () => {
    const room = await rooms().create({ name: '关室', location: '新楼', seats: 5 })
    return {
      load: async () => room,
      save: (version, way, key) =>
        rooms().close({ roomId: room.id, version, from: tomorrow(way), reason: '检修' }, { key }),
    }
  },
  'room.open': async () => {
    const made = await rooms().create({ name: '开室', location: '新楼', seats: 5 })
    let room = made
    // Each time one closure is ended.
    for (const day of [0, 1, 2, 3])
      room = await rooms().close({ roomId: made.id, from: tomorrow(day), reason: '检修' })
    return {
      load: async () => room,
      save: (version, _way, key) => rooms().open({ roomId: made.id, version }, { key }),
    }
  },
  'directory.saveDepartment': async () => ({
    load: () => directory().tree({}),
    save: (version, way, key) =>
      directory().saveDepartment({ id: 'cs-se', version, name: `系${way}` }, { key }),
  }),
  'directory.moveDepartment': async () => ({
    load: () => directory().tree({}),
    save: (version, way, key) =>
      directory().moveDepartment({ id: 'cs-se', version, parent: way % 2 ? 'lit' : 'cs' }, { key }),
  }),
  'directory.removeDepartment': async () => {
    const [first, second] = [
      await directory().saveDepartment({ name: '甲处' }),
      await directory().saveDepartment({ name: '乙处' }),
    ]
    const ids = [first, second].map(({ departments }) => departments.at(-1)!.id)
    return {
      load: () => directory().tree({}),
      save: (version, way, key) => directory().removeDepartment({ id: ids[way - 1]!, version }, { key }),
    }
  },
  'access.saveGroup': async () => {
    const facts = { name: '组', members: ['t-lin'], rights: [], scope: ['cs'] }
    const group = await access().saveGroup(facts)
    return {
      load: async () => group,
      save: (version, way, key) =>
        access().saveGroup({ ...facts, id: group.id, version, name: `组${way}` }, { key }),
    }
  },
}

describe.each(Object.entries(CASES))('%s', (_operation, make) => {
  test('of two who saw the same version the second is refused and shown what it is now', async () => {
    const { load, save } = await make()
    const { version } = await load()
    const saved = await save(version, 1, 'first')
    expect(saved.version).toBe(version + 1)
    expect(await save(version, 1, 'first')).toEqual(saved)
    const { code, info } = await refusalOf(save(version, 2, 'second'))
    expect(code).toBe('CONFLICT')
    expect(info.details).toMatchObject({ current: { version: saved.version } })
    expect((await save(saved.version, 2, 'third')).version).toBe(saved.version + 1)
  })
})

test('access.removeGroup: a group that has changed is not removed unseen', async () => {
  const facts = { name: '散', members: [], rights: [], scope: ['cs'] }
  const { id, version } = await access().saveGroup(facts)
  await access().saveGroup({ ...facts, id, name: '新名' })
  const { code, info } = await refusalOf(access().removeGroup({ id, version }))
  expect([code, info.details]).toEqual(['CONFLICT', { current: expect.objectContaining({ name: '新名' }) }])
  expect(await access().removeGroup({ id, version: version + 1 })).toEqual({ id })
  expect(await refusalOf(access().removeGroup({ id, version }))).toMatchObject({ code: 'NOT_FOUND' })
})

test.each(['repair.saveCategory', 'directory.saveDepartment', 'room.update'])(
  '%s: a caller who saw nothing saves all the same',
  async operation => {
    const { load, save } = await CASES[operation]!()
    const { version } = await load()
    expect((await save(undefined, 3)).version).toBe(version + 1)
  },
)
