import { _ } from '../../kernel/data/cloud'
import { withEvents } from '../../kernel/events/carry'
import { unknownSubjects } from '../../kernel/events/todos'
import { dueJob } from '../../kernel/jobs'
import type { Material, Ticket } from '../model'
import { materials, tickets } from '../tables'
import { eventFor, stockEvent } from '../todos'

/** States in which a ticket waits for somebody. */
const OPEN = ['submitted', 'accepted', 'dispatched', 'started', 'finished']

/** Has open tickets carry their state that the to-dos do not know. */
export const stateTickets = dueJob<Ticket>(
  (_now, limit) =>
    tickets.aggregate(limit, pipeline =>
      unknownSubjects(pipeline.match({ state: _.in(OPEN) }), 'repair', '$_id').limit(limit),
    ),
  ({ _id, version, ...ticket }) => {
    const event = eventFor({ ...ticket, _id, version })
    return tickets.update({ _id, version, 'events.id': _.neq(event.id) }, withEvents([event]))
  },
)

/** Has materials that run short carry their state that the to-dos do not know. */
export const stateMaterials = dueJob<Material>(
  (_now, limit) =>
    materials.aggregate(limit, pipeline =>
      unknownSubjects(pipeline.match({ name: _.gt('') }), 'repair', '$_id').limit(limit),
    ),
  (material, now) => {
    const { _id, version } = material
    const event = stockEvent(material, now)
    if (!event.items.length) return Promise.resolve(false)
    return materials.update({ _id, version, 'events.id': _.neq(event.id) }, withEvents([event]))
  },
)
