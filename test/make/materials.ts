import type { Material, Movement, Ticket } from '../../cloudfunctions/repair/model'
import type { LocalCloud } from '../../scripts/local-cloud/cloud'
import { after, aTicket } from './tickets'

let made = 0

/** So many switches on the shelf, none set aside. */
export function aMaterial(stock: number, change: Partial<Material> = {}): Material {
  const _id = change._id ?? `material-${++made}`
  const by = { id: 'k-store', name: '孙守仓' }
  const first: Movement = {
    id: `${_id}-first`,
    at: new Date(),
    by,
    kind: 'restock',
    count: stock,
    reason: '期初',
  }
  return {
    _id,
    name: '开关',
    unit: '个',
    stock,
    reserved: 0,
    available: stock,
    held: {},
    low: 0,
    terms: [],
    factsRev: 1,
    version: 1,
    lastKey: '',
    movements: stock ? [first] : [],
    ...change,
  }
}

const dispatcher = { id: 'd-logistics', name: '程望舒' }

/** An accepted ticket that asks for the materials, nothing of them set aside yet. */
export const asking = (...lines: [Material, asked: number][]): Ticket =>
  after(aTicket({ at: new Date(Date.now() - 3_600_000) }), [
    'accept',
    dispatcher,
    {
      materials: lines.map(([{ _id, name, unit }, asked]) => ({
        materialId: _id,
        name,
        unit,
        asked,
        issued: 0,
        returned: 0,
      })),
    },
  ])

/** A document has no fields without a value. */
const stored = <T extends object>(row: T): T =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T

/** Puts the documents where the operations find them. */
export async function onHand(
  cloud: LocalCloud,
  materials: Material[],
  tickets: Ticket[] = [],
): Promise<void> {
  await cloud.database.insert({ collection: 'materials', documents: materials.map(stored) as never })
  await cloud.database.insert({ collection: 'tickets', documents: tickets.map(stored) as never })
}

/** One run of the clock's jobs. */
export const repairClock = async (cloud: LocalCloud): Promise<void> =>
  void (await cloud.invoke('repair', {}, { source: 'wx_trigger' }))

const rowOf = <T extends { _id: string }>(cloud: LocalCloud, name: string, id: string): T =>
  ([...cloud.database.dump(name)] as unknown as T[]).find(({ _id }) => _id === id)!
export const materialIn = (cloud: LocalCloud, id: string) => rowOf<Material>(cloud, 'materials', id)
export const ticketIn = (cloud: LocalCloud, id: string) => rowOf<Ticket>(cloud, 'tickets', id)
