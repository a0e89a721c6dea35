import { DAY, HOUR } from '#contract/kernel/time'
import type { Material, Ticket } from '../../cloudfunctions/repair/model'
import { aMaterial, asking, materialIn, onHand, repairClock, ticketIn } from '../make/materials'
import { seen } from '../make/seen'
import { aWorld, codeOf, refusalOf } from '../make/world'

const world = aWorld()
const keeper = () => world.as('k-store').repair

/** A ticket in the world that asks for `asked` of a material of which there are `stock`. */
async function aShelf(stock: number, asked: number, change: Partial<Material> = {}) {
  const material = aMaterial(stock, change)
  const ticket = asking([material, asked])
  await onHand(world.cloud, [material], [ticket])
  return { materialId: material._id, ticketId: ticket._id }
}

test('L-41, L-45: materials of an accepted ticket are set aside and handed out, and the rest comes back', async () => {
  const { id } = await world
    .as('t-lin')
    .repair.create({ placeId: 'p-md-101', categoryId: 'c-water', summary: '开关坏了' })
  const material = aMaterial(5)
  await onHand(world.cloud, [material])
  await world
    .as('d-logistics')
    .repair.accept({ id, ...seen(world, id), materials: [{ materialId: material._id, count: 3 }] })
  expect(materialIn(world.cloud, material._id)).toMatchObject({ stock: 5, reserved: 3, available: 2 })
  const { items } = await keeper().prepare({ page: {} })
  expect(items.find(({ ticketId }) => ticketId === id)).toMatchObject({
    materials: [{ asked: 3, reserved: 3, issued: 0, short: false }],
  })
  const line = { ticketId: id, materialId: material._id }
  const issued = await keeper().issue({ ...line, count: 3 })
  expect(issued.materials).toMatchObject([{ asked: 3, reserved: 0, issued: 3 }])
  expect((await keeper().prepare({ page: {} })).items.map(({ ticketId }) => ticketId)).not.toContain(id)
  const returned = await keeper().return({ ...line, count: 1 })
  expect(returned.materials).toMatchObject([{ issued: 3, returned: 1 }])
  expect(materialIn(world.cloud, material._id)).toMatchObject({
    stock: 3,
    reserved: 0,
    available: 3,
    held: {},
  })
  const { timeline } = await world.as('d-logistics').repair.get({ id })
  expect(timeline.slice(-2).map(({ action, words }) => [action, words])).toEqual([
    ['issue', '开关 3 个'],
    ['return', '开关 1 个'],
  ])
})

test('L-45: left-over materials come back from a list of their own, also when the ticket is over', async () => {
  const shelf = await aShelf(5, 3)
  const out = async () =>
    (await keeper().prepare({ out: true })).items.filter(({ ticketId }) => ticketId === shelf.ticketId)
  expect(await out()).toEqual([])
  await keeper().issue({ ...shelf, count: 3 })
  const { items } = await keeper().prepare({})
  expect(items.map(({ ticketId }) => ticketId)).not.toContain(shelf.ticketId)
  const { list: _gone, ...cancelled } = { ...ticketIn(world.cloud, shelf.ticketId), state: 'cancelled' }
  await world.cloud.database.put({ collection: 'tickets', documents: [cancelled] as never, insert: false })
  expect(await out()).toMatchObject([{ materials: [{ issued: 3, returned: 0 }] }])
  await keeper().return({ ...shelf, count: 2 })
  expect(await out()).toMatchObject([{ materials: [{ issued: 3, returned: 2 }] }])
  await keeper().return({ ...shelf, count: 1 })
  expect(await out()).toEqual([])
})

test('materials that were handed out are listed page by page, the latest first, for thirty days after the last step', async () => {
  const material = aMaterial(9)
  const days = (count: number) => new Date(world.cloud.clock.now() - count * DAY)
  const tickets = [31, 29, 3, 2, 1].map(count => {
    const ticket = asking([material, 1])
    const [line] = ticket.materials
    return { ...ticket, changedAt: days(count), materials: [{ ...line!, issued: 1 }] }
  })
  await onHand(world.cloud, [material], tickets)
  const found: string[] = []
  for (let after: string | undefined; ; ) {
    const { items, next } = await keeper().prepare({ out: true, page: { size: 2, ...(after && { after }) } })
    found.push(...items.map(({ ticketId }) => ticketId))
    if (!next) break
    after = next
  }
  const ours = tickets.map(({ _id }) => _id)
  expect(found.filter(id => ours.includes(id))).toEqual(ours.slice(1).reverse())
  expect(new Set(found).size).toBe(found.length)
})

test('materials set aside for one ticket are not handed out for another, which may have the rest', async () => {
  const material = aMaterial(3)
  const [first, second] = [asking([material, 2]), asking([material, 2])]
  await onHand(
    world.cloud,
    [{ ...material, reserved: 2, available: 1, held: { [first._id]: 2 } }],
    [first, second],
  )
  const line = { ticketId: second._id, materialId: material._id }
  const short = await refusalOf(keeper().issue({ ...line, count: 2 }))
  expect([short.code, short.info.details]).toEqual(['STOCK_SHORT', { available: 1 }])
  await keeper().issue({ ...line, count: 1 })
  await keeper().issue({ ticketId: first._id, materialId: material._id, count: 2 })
  expect(materialIn(world.cloud, material._id)).toMatchObject({ stock: 0, reserved: 0, available: 0 })
})

test('B2: of 200 storekeepers who hand out the last one at once exactly one does', async () => {
  const material = aMaterial(1)
  const tickets = Array.from({ length: 200 }, () => asking([material, 1]))
  await onHand(world.cloud, [material], tickets)
  const outcomes = await Promise.all(
    tickets.map(({ _id }) => codeOf(keeper().issue({ ticketId: _id, materialId: material._id, count: 1 }))),
  )
  expect(outcomes.filter(code => code === 'OK')).toHaveLength(1)
  expect(outcomes.filter(code => code === 'STOCK_SHORT:count')).toHaveLength(199)
  expect(materialIn(world.cloud, material._id)).toMatchObject({ stock: 0, available: 0 })
})

test('B2: of 60 who take at once from 20, twenty get one and nobody is told to try again', async () => {
  const material = aMaterial(20, { low: 5 })
  const tickets = Array.from({ length: 60 }, () => asking([material, 1]))
  await onHand(world.cloud, [material], tickets)
  const outcomes = await Promise.all(
    tickets.map(({ _id }) => codeOf(keeper().issue({ ticketId: _id, materialId: material._id, count: 1 }))),
  )
  const { stock, outbox } = materialIn(world.cloud, material._id)
  expect(outcomes.filter(code => code === 'OK')).toHaveLength(20)
  expect(outcomes.filter(code => code === 'STOCK_SHORT:count')).toHaveLength(40)
  expect([stock, outbox?.length]).toEqual([0, 2])
})

test('no more is taken back than was handed out, however many try at once', async () => {
  const line = await aShelf(5, 2)
  await keeper().issue({ ...line, count: 2 })
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, () => codeOf(keeper().return({ ...line, count: 1 }))),
  )
  expect(outcomes.filter(code => code === 'OK').length).toBeLessThanOrEqual(2)
  for (const code of outcomes) expect(['OK', 'INVALID_INPUT:count', 'CONFLICT']).toContain(code)
  const { stock } = materialIn(world.cloud, line.materialId)
  expect(stock).toBe(3 + outcomes.filter(code => code === 'OK').length)
})

test('a ticket that nobody accepted, or that is over, gets nothing', async () => {
  const line = await aShelf(5, 1)
  const change = (fields: Partial<Ticket>) =>
    world.cloud.database.put({
      collection: 'tickets',
      documents: [{ ...ticketIn(world.cloud, line.ticketId), ...fields }] as never,
      insert: false,
    })
  await change({ state: 'finished', list: 'done' })
  expect(await codeOf(keeper().issue({ ...line, count: 1 }))).toBe('REPAIR_WRONG_STATE')
  expect(await codeOf(keeper().issue({ ...line, materialId: 'none', count: 1 }))).toBe('NOT_FOUND:materialId')
  expect(await codeOf(keeper().issue({ ...line, ticketId: 'none', count: 1 }))).toBe('NOT_FOUND:ticketId')
})

test('L-45: materials come back also when the report is taken back', async () => {
  const { ticketId, ...line } = { ...(await aShelf(5, 2)), count: 2 }
  await keeper().issue({ ...line, ticketId })
  const { reporter } = ticketIn(world.cloud, ticketId)
  await world.cloud.database.put({
    collection: 'tickets',
    insert: false,
    documents: [{ ...ticketIn(world.cloud, ticketId), reporter: { ...reporter, id: 't-lin' } }] as never,
  })
  expect(await world.as('t-lin').repair.cancel({ id: ticketId })).toMatchObject({ state: 'cancelled' })
  await keeper().return({ ...line, ticketId })
  expect(materialIn(world.cloud, line.materialId)).toMatchObject({ stock: 5, available: 5 })
})

test('the storekeeper brings in more, and after counting corrects, but never below what is set aside', async () => {
  const material = aMaterial(4, { reserved: 3, available: 1, held: { somebody: 3 } })
  await onHand(world.cloud, [material])
  const materialId = material._id
  expect(await keeper().restock({ materialId, count: 6, reason: '采购' })).toMatchObject({ stock: 10 })
  const count = (found: number, key?: string) =>
    keeper().restock({ materialId, count: found, counted: true, reason: '盘点' }, { key })
  expect(await codeOf(count(2))).toBe('STOCK_SHORT:count')
  const counted = await count(3)
  expect(counted).toMatchObject({ stock: 3, reserved: 3 })
  expect(counted.movements.map(({ kind, count }) => [kind, count]).slice(0, 2)).toEqual([
    ['correct', -7],
    ['restock', 6],
  ])
  expect(await codeOf(keeper().restock({ materialId, count: 0, reason: '无' }))).toBe('INVALID_INPUT:count')
  expect(await count(3, 'as-it-was')).toMatchObject({ stock: 3 })
  await keeper().restock({ materialId, count: 2, reason: '采购' })
  expect(await count(3, 'as-it-was')).toMatchObject({ stock: 5 })
})

test('B2: a count corrects the stock as it is, whatever moved since the storekeeper saw it', async () => {
  const material = aMaterial(10)
  await onHand(world.cloud, [material])
  const materialId = material._id
  await Promise.all([
    ...Array.from({ length: 3 }, () => keeper().restock({ materialId, count: 1, reason: '采购' })),
    keeper().restock({ materialId, count: 4, counted: true, reason: '盘点' }),
  ])
  const { stock, movements } = materialIn(world.cloud, materialId)
  const after = movements.slice(movements.findIndex(({ kind }) => kind === 'correct') + 1)
  expect(stock).toBe(4 + after.length)
})

test('B2: what came in, or came back, does so once, also when the press is repeated days later', async () => {
  const { ticketId, materialId } = await aShelf(10, 3)
  const line = { ticketId, materialId }
  const presses = () => [
    () => keeper().restock({ materialId, count: 5, reason: '进货' }, { key: 'days-in' }),
    () => keeper().issue({ ...line, count: 3 }, { key: 'days-out' }),
    () => keeper().return({ ...line, count: 1 }, { key: 'days-back' }),
  ]
  for (const press of presses()) await press()
  for (let i = 0; i < 21; i++) await keeper().restock({ materialId, count: 1, reason: '进货' })
  world.cloud.clock.advance(DAY + HOUR)
  await repairClock(world.cloud)
  const before = materialIn(world.cloud, materialId)
  expect(before.movements.map(({ kind }) => kind)).not.toContain('return')
  for (const press of presses()) await press()
  expect(materialIn(world.cloud, materialId)).toEqual(before)
})

test('storekeepers and the repair administrator are told once when the stock falls below its line', async () => {
  const line = await aShelf(5, 4, { low: 3 })
  const messages = () => materialIn(world.cloud, line.materialId).outbox ?? []
  await keeper().issue({ ...line, count: 2 })
  expect(messages()).toEqual([])
  await keeper().issue({ ...line, count: 1 })
  expect(messages().map(({ duty }) => duty)).toEqual(['repair.keeper', 'repair.admin'])
  await keeper().issue({ ...line, count: 1 })
  expect(messages()).toHaveLength(2)
})

test('the administrator enters a material, changes it, and finds it by its initials', async () => {
  const admin = world.as('a-repair').repair
  const made = await admin.saveMaterial({ name: '紫铜阀门', unit: '只', low: 2 }, { key: 'made' })
  expect(await admin.saveMaterial({ name: '紫铜阀门', unit: '只', low: 2 }, { key: 'made' })).toEqual(made)
  expect(made).toMatchObject({ stock: 0, isLow: true })
  await admin.saveMaterial({ id: made.id, name: '紫铜球阀', unit: '只', low: 0 })
  const { items } = await keeper().stock({ text: 'ztqf', page: {} })
  expect(items).toMatchObject([{ id: made.id, name: '紫铜球阀', low: 0 }])
  expect((await keeper().stock({ text: 'ztfm', page: {} })).items).toEqual([])
  expect((await keeper().stock({ text: '球阀', page: {} })).items).toMatchObject([{ id: made.id }])
  expect(await codeOf(admin.saveMaterial({ id: 'none', name: '无', unit: '只', low: 0 }))).toBe(
    'NOT_FOUND:materialId',
  )
})

test('the stock comes page by page: what runs short, then the rest, by name', async () => {
  await onHand(
    world.cloud,
    Array.from({ length: 5 }, (_, i) =>
      aMaterial(1, { name: `甲${i}`, terms: [`jia${i}`], low: i % 2 ? 2 : 0 }),
    ),
  )
  const names: string[] = []
  for (let after: string | undefined; ; ) {
    const { items, next } = await keeper().stock({ text: 'jia', page: { size: 2, ...(after && { after }) } })
    names.push(...items.map(({ name }) => name))
    if (!next) break
    after = next
  }
  expect(names).toEqual(['甲1', '甲3', '甲0', '甲2', '甲4'])
})
