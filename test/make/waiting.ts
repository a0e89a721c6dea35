import { DAY, HOUR, MINUTE } from '#contract/kernel/time'
import { fileIdOf } from '../../scripts/local-cloud/storage/file-id'
import { aMaterial, asking, onHand } from './materials'
import { aMessage, leave } from './messages'
import { aBooking, aRoom } from './rooms'
import { dispatched } from './tickets'
import type { World } from './world'

const insert = (world: World, collection: string, ...documents: object[]) =>
  world.cloud.database.insert({ collection, documents: documents as never })

async function change(world: World, collection: string, id: string, fields: object): Promise<void> {
  const row = [...world.cloud.database.dump(collection)].find(({ _id }) => _id === id)!
  await world.cloud.database.put({ collection, documents: [{ ...row, ...fields }] as never, insert: false })
}

async function aFile(world: World, path: string): Promise<string> {
  await world.cloud.files.put(path, { bytes: Buffer.from('x'), type: '', modified: 0 })
  return fileIdOf(path)
}

/** Leaves a timer something to do of each kind, at the moment at which it runs; answers where that shows. */
type Waiting = (world: World, at: Date) => Promise<string[]>

/** Who is erased, who left long ago, who became somebody else, and rows of the past. */
const account: Waiting = async (world, at) => {
  const past = new Date(+at - 4 * 365 * DAY)
  await change(world, 'tickets', 'seed-ticket-10', { photos: [await aFile(world, 'tickets/photo.jpg')] })
  const avatar = await aFile(world, 'avatars/t-lin.jpg')
  await change(world, 'members', 't-lin', { avatar, erasedAt: new Date(+at - MINUTE) })
  await change(world, 'members', 'x-out', { state: 'left', becomes: 'm-01' })
  await change(world, 'tickets', 'seed-ticket-09', { reporter: { id: 'x-out', name: '外来者' } })
  await change(world, 'tickets', 'seed-ticket-13', { at: past })
  const files = [await aFile(world, 'exports/old.csv')]
  await insert(world, 'exports', { _id: 'old', files, at: past, expiresAt: past })
  await insert(world, 'codes', { _id: 'old', digest: '', tries: [], expiresAt: past })
  await insert(world, 'messages', { _id: 'old', to: 'm-01', at: past }, { _id: 'his', to: 't-lin', at })
  return ['members', 'tickets', 'rooms', 'exports/old', 'codes/old', 'messages/old', 'messages/his']
}

/** A group whose change was interrupted. */
const access: Waiting = async (world, at) => {
  const rights = [{ application: 'room' as const, manage: true }]
  const group = { name: '会务组', members: ['m-01'], scope: ['cs'], rights }
  const { id } = await world.as('a-system').access.saveGroup(group)
  await change(world, 'admin_groups', id, { members: ['m-02', 't-su'], version: 2, changedAt: at })
  return ['members']
}

/** A department with a new name, and a sync. */
const directory: Waiting = async world => {
  const administrator = world.as('a-system').directory
  await administrator.saveDepartment({ id: 'cs', name: '计算机与人工智能学院' })
  await administrator.saveSync({ intervalMinutes: 7 * 24 * 60 })
  await administrator.syncNow({})
  return ['members', 'organisation', 'imports', 'import_rows']
}

/** Messages by every channel, entries of the audit log, and a consent of the past. */
const message: Waiting = async world => {
  const sms = { template: 'repairAccepted' as const, values: ['1', '赵', '2'] }
  const mail = { subject: '预订已通过', text: '小会议室' }
  await leave(world.cloud, aMessage({ id: 'one', mail }), aMessage({ id: 'two', to: ['t-su', 'm-01'], sms }))
  const many = { to: [], duty: 'repair.dispatcher' as const, addresses: ['x@example.edu'] }
  await leave(world.cloud, aMessage({ id: 'many', ...many, mail }))
  await world.as('a-system').directory.freeze({ id: 't-su', reason: '手机丢失' })
  return ['rooms', 'members', 'messages', 'deliveries', 'audit_log']
}

/** A ticket to close, one that waits too long and whose material is not set aside, a count that is wrong, old movements. */
const repair: Waiting = async (world, at) => {
  const days = (count: number) => new Date(+at - count * DAY)
  await dispatched(world)
  await change(world, 'repair_workers', 'w-zhao', { load: 9, rated: { sum: 0, count: 0 } })
  await change(world, 'tickets', 'seed-ticket-10', { closesAt: days(1) })
  const by = { id: 'k-store', name: '孙守仓' }
  const movements = Array.from({ length: 25 }, (_, i) => ({
    ...{ id: `moved-${i}`, at: days(3), by, kind: 'restock' as const, count: 1, reason: '采购' },
  }))
  const wanted = aMaterial(8, { _id: 'x-wanted' })
  const waits = { ...asking([wanted, 4]), _id: 'waits', escalatesAt: days(1), changedAt: days(0) }
  await onHand(world.cloud, [aMaterial(25, { _id: 'x-old', movements }), wanted], [waits])
  return ['tickets', 'materials', 'stock_ledger', 'repair_workers', 'repair_stats']
}

/** Bookings that are over, and one that nobody decided on in time. */
const room: Waiting = async (world, at) => {
  const held = (id: string, hours: number, more = {}) =>
    aBooking(new Date(+at + hours * HOUR), { id, ...more })
  const past = aRoom({ _id: 'r-past', bookings: [held('a', -50), held('b', -48), held('still', 5)] })
  const vain = held('vain', -1, { status: 'pending' })
  await insert(world, 'rooms', past, aRoom({ _id: 'r-vain', bookings: [vain, held('coming', 3)] }))
  return ['rooms', 'room_history']
}

export const WAITING: Record<string, Waiting> = { access, account, directory, message, repair, room }
