import { _ } from '../../kernel/data/cloud'
import type { Fields } from '../../kernel/data/table'
import { withEvents } from '../../kernel/events/carry'
import type { Material, Movement, Step, Ticket, TicketMaterial } from '../model'
import { tickets } from '../tables'
import { eventFor } from '../todos'

/** The field of a ticket's material that a movement counts up. */
type Counter = 'issued' | 'returned'

/**
 * Records a movement in its ticket: in the line of the material, and as a step of the timeline. The state stays, and
 * the new version makes concurrent decisions on the ticket notice.
 * @returns the ticket afterwards; null when it has changed since it was read
 */
export async function recordMovement(
  ticket: Ticket,
  movement: Movement,
  material: Pick<Material, '_id' | 'name' | 'unit'>,
  now: Date,
): Promise<Ticket | null> {
  const { _id, state, timeline, version, materials } = ticket
  const counter: Counter = movement.kind === 'issue' ? 'issued' : 'returned'
  const i = materials.findIndex(({ materialId }) => materialId === material._id)
  const line = addToCounter(materials[i] ?? newLine(material), counter, movement.count)
  const step = stepOf(movement, material, state)
  const change = { timeline: _.push([step]), version: _.inc(1), changedAt: now }
  const at = `materials.${i}`
  const [same, written]: [Fields, Fields] =
    i < 0
      ? [{ 'materials.materialId': _.neq(material._id) }, { materials: _.push([line]) }]
      : [
          { [`${at}.issued`]: materials[i]!.issued, [`${at}.returned`]: materials[i]!.returned },
          { [`${at}.${counter}`]: line[counter] },
        ]
  const lines = i < 0 ? [...materials, line] : materials.map((one, n) => (n === i ? line : one))
  const after = {
    ...ticket,
    materials: lines,
    timeline: [...timeline, step],
    version: version + 1,
    changedAt: now,
  }
  const won = await tickets.update([{ _id, state, version, 'timeline.id': _.neq(step.id) }, same], {
    ...change,
    ...written,
    ...withEvents([eventFor(after)]),
  })
  return won ? after : null
}

const newLine = ({ _id, name, unit }: Pick<Material, '_id' | 'name' | 'unit'>): TicketMaterial => ({
  materialId: _id,
  name,
  unit,
  asked: 0,
  issued: 0,
  returned: 0,
})

const addToCounter = (line: TicketMaterial, counter: Counter, count: number): TicketMaterial => ({
  ...line,
  [counter]: line[counter] + count,
})

const stepOf = (
  { id, at, by, kind, count }: Movement,
  { _id, name, unit }: Pick<Material, '_id' | 'name' | 'unit'>,
  to: Ticket['state'],
): Step => ({
  id,
  at,
  by,
  to,
  action: kind as 'issue' | 'return',
  words: `${name} ${count} ${unit}`,
  moved: { materialId: _id, count },
})
