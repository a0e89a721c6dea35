import type { Page } from '#contract/kernel/rpc'
import { _ } from '../../kernel/data/cloud'
import { byTime, listPage, type PageRequest } from '../../kernel/data/page'
import { table } from '../../kernel/data/table'
import { joinHolders } from '../holders'
import type { Past } from '../model'

const history = table<Past>('room_history')

/** A page of a member's past bookings, latest first. */
export const listPast = <R>(memberId: string, page: PageRequest, view: (row: Past) => R): Promise<Page<R>> =>
  listPage(history, { where: [{ holderId: memberId }], order: byTime('from', -1), page }, view)

/** The past booking with its holder as they are today, or null. */
export async function loadPast(id: string): Promise<Past | null> {
  const [past] = await history.aggregate<Past>(1, pipeline =>
    joinHolders(pipeline.match({ _id: id }), 'holderId'),
  )
  return past ?? null
}

/** The ids among these of bookings that are over. */
export async function pastAmong(ids: string[]): Promise<string[]> {
  const found = await history.aggregate<Past>(ids.length, pipeline =>
    pipeline.match({ _id: _.in(ids) }).project({ _id: 1 }),
  )
  return found.map(({ _id }) => _id)
}

/** Files past bookings; doing it twice changes nothing. */
export async function filePast(rows: Past[]): Promise<void> {
  if (await history.addAll(rows)) return
  // Some were filed before an interruption.
  for (const row of rows) await history.put(row)
}
