import fc from 'fast-check'
import { DAY, HOUR, MINUTE } from '#contract/kernel/time'
import type { Material, Movement, Ticket } from '../../cloudfunctions/repair/model'
import { aMaterial, asking, materialIn, onHand, repairClock, ticketIn } from '../make/materials'
import { rowsOf } from '../make/messages'
import { aWorld, codeOf } from '../make/world'

const world = aWorld()
const keeper = () => world.as('k-store').repair

/** A ticket that asks for four of eight, three of them handed out; the line falls below its warning at the next. */
async function aShelf() {
  const material = aMaterial(8, { low: 5 })
  const ticket = asking([material, 4])
  await onHand(world.cloud, [material], [ticket])
  const line = { ticketId: ticket._id, materialId: material._id }
  await repairClock(world.cloud)
  await keeper().issue({ ...line, count: 3 })
  return line
}

const stateOf = ({ ticketId, materialId }: { ticketId: string; materialId: string }) => {
  const { stock, reserved, available, held, movements, outbox } = materialIn(world.cloud, materialId)
  const { materials, timeline } = ticketIn(world.cloud, ticketId)
  const counts = materials.map(({ asked, issued, returned }) => ({ asked, issued, returned }))
  const steps = timeline.map(({ action, moved }) => [action, moved?.count])
  const moves = movements.map(({ kind, count }) => [kind, count])
  return { stock, reserved, available, held: Object.values(held), counts, steps, moves, told: outbox?.length }
}

const BOTH = ['issue', 'return'] as const

test.each(BOTH)(
  'B1: %s, interrupted at any database call and never pressed again, is put right by the clock',
  async op => {
    const undisturbed = await aShelf()
    const before = stateOf(undisturbed)
    await keeper()[op]({ ...undisturbed, count: 1 })
    const expected = stateOf(undisturbed)
    let halves = 0
    for (let nth = 1; nth <= 4; nth++) {
      const line = await aShelf()
      world.cloud.faults.add({ action: 'database.*', nth, kind: 'kill', when: 'after' })
      await keeper()
        [op]({ ...line, count: 1 })
        .catch(() => undefined)
      world.cloud.faults.clear()
      const half = JSON.stringify(stateOf(line))
      if (![before, expected].some(state => JSON.stringify(state) === half)) halves++
      world.cloud.clock.advance(2 * MINUTE)
      await Promise.all([repairClock(world.cloud), repairClock(world.cloud)])
      await repairClock(world.cloud)
      expect([before, expected]).toContainEqual(stateOf(line))
    }
    expect(halves).toBeGreaterThan(0)
  },
)

test('a document that was deleted by hand does not keep the timer from putting the rest right', async () => {
  const remove = (collection: string, _id: string) =>
    world.cloud.database.remove({ collection, filter: { _id } as never })
  const [ticketless, bare, line] = [await aShelf(), await aShelf(), await aShelf()]
  await keeper().return({ ...bare, count: 1 })
  await remove('tickets', ticketless.ticketId)
  await remove('materials', bare.materialId)
  world.cloud.faults.add({ action: 'database.modifyDocument', nth: 1, kind: 'kill', when: 'after' })
  await keeper()
    .issue({ ...line, count: 1 })
    .catch(() => undefined)
  world.cloud.faults.clear()
  world.cloud.clock.advance(2 * MINUTE)
  await repairClock(world.cloud)
  expect(stateOf(line)).toMatchObject({ counts: [{ asked: 4, issued: 4, returned: 0 }] })
})

test('the timer sets aside once what an interrupted acceptance did not, and releases it when the ticket is over', async () => {
  const material = aMaterial(5)
  const ticket = asking([material, 3])
  await onHand(world.cloud, [material], [ticket])
  await repairClock(world.cloud)
  await repairClock(world.cloud)
  expect(materialIn(world.cloud, material._id)).toMatchObject({
    reserved: 3,
    available: 2,
    held: { [ticket._id]: 3 },
  })
  const { list: _gone, ...cancelled } = { ...ticketIn(world.cloud, ticket._id), state: 'cancelled' }
  await world.cloud.database.put({ collection: 'tickets', documents: [cancelled] as never, insert: false })
  await repairClock(world.cloud)
  await repairClock(world.cloud)
  const { movements, ...row } = materialIn(world.cloud, material._id)
  expect(row).toMatchObject({ stock: 5, reserved: 0, available: 5, held: {} })
  expect(movements.map(({ kind }) => kind)).toEqual(['restock', 'reserve', 'release'])
})

/** The sum of the movements. */
function sumOf(movements: Pick<Movement, 'kind' | 'count' | 'fromReserved'>[]) {
  const sums = { stock: 0, reserved: 0 }
  for (const { kind, count, fromReserved = 0 } of movements) {
    if (kind === 'restock' || kind === 'correct' || kind === 'return') sums.stock += count
    if (kind === 'issue') sums.stock -= count
    if (kind === 'reserve') sums.reserved += count
    if (kind === 'release') sums.reserved -= count
    if (kind === 'issue') sums.reserved -= fromReserved
  }
  return sums
}

/** Every movement of the material, in its document or in the ledger. */
const historyOf = ({ _id, movements }: Material) => [
  ...rowsOf<Movement & { materialId: string }>(world.cloud, 'stock_ledger').filter(
    row => row.materialId === _id,
  ),
  ...movements,
]

function agree(materialId: string, tickets: Ticket[]) {
  const material = materialIn(world.cloud, materialId)
  const { stock, reserved, available, held } = material
  expect(sumOf(historyOf(material))).toEqual({ stock, reserved })
  expect(available).toBe(stock - reserved)
  expect(Math.min(stock, reserved, available)).toBeGreaterThanOrEqual(0)
  expect(Object.values(held).reduce((sum, count) => sum + count, 0)).toBe(reserved)
  const out = tickets.flatMap(({ _id }) => ticketIn(world.cloud, _id).materials)
  const moved = historyOf(material).filter(({ ticket }) => tickets.some(({ _id }) => _id === ticket?.id))
  const total = (kind: string) => moved.reduce((sum, one) => sum + (one.kind === kind ? one.count : 0), 0)
  expect(out.reduce((sum, { issued }) => sum + issued, 0)).toBe(total('issue'))
  expect(out.reduce((sum, { returned }) => sum + returned, 0)).toBe(total('return'))
}

const command = fc.record({
  op: fc.constantFrom('issue', 'issue', 'return', 'restock', 'clock'),
  ticket: fc.integer({ min: 0, max: 2 }),
  count: fc.integer({ min: 1, max: 4 }),
  counted: fc.boolean(),
})

test('B2: whatever storekeepers do, one after another or at once, stock, ledger and tickets agree', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(command, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
      async rounds => {
        const material = aMaterial(6)
        const tickets = [asking([material, 2]), asking([material, 3]), asking([material, 4])]
        await onHand(world.cloud, [material], tickets)
        for (const round of rounds)
          await Promise.all(
            round.map(({ op, ticket, count, counted }) => {
              if (op === 'clock') return repairClock(world.cloud)
              const materialId = material._id
              const line = { ticketId: tickets[ticket]!._id, materialId, count }
              if (op === 'restock')
                return codeOf(keeper().restock({ materialId, count, counted, reason: '盘点' }))
              return codeOf(keeper()[op as 'issue' | 'return'](line))
            }),
          )
        agree(material._id, tickets)
      },
    ),
    { numRuns: 15 },
  )
})

test('movements older than a day go to the ledger, however often that is interrupted; the latest stay', async () => {
  const material = aMaterial(0)
  await onHand(world.cloud, [material])
  for (let i = 1; i <= 25; i++) await keeper().restock({ materialId: material._id, count: i, reason: '采购' })
  await repairClock(world.cloud)
  expect(materialIn(world.cloud, material._id).movements).toHaveLength(25)
  world.cloud.clock.advance(DAY + HOUR)
  world.cloud.faults.add({ action: 'database.modifyDocument', nth: 3, kind: 'kill', when: 'after' })
  await repairClock(world.cloud).catch(() => undefined)
  world.cloud.faults.clear()
  await repairClock(world.cloud)
  await repairClock(world.cloud)
  const after = materialIn(world.cloud, material._id)
  expect(after.movements.map(({ count }) => count)).toEqual(Array.from({ length: 20 }, (_, i) => i + 6))
  expect(historyOf(after)).toHaveLength(25)
  agree(material._id, [])
})
