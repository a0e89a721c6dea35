import { HOUR, MINUTE, startOf } from '#contract/kernel/time'
import type { StatsBy } from '#contract/repair'
import { _, $ } from '../../kernel/data/cloud'
import { table } from '../../kernel/data/table'
import { tickets } from '../tables'

/** The counts of one month for one category, building or worker, or for all tickets. */
export interface MonthlyStats {
  /** `2026-03-category-…`. */
  _id: string
  month: string
  by: StatsBy
  key: string
  name: string
  count: number
  finished: number
  sums: Sums
}

/** Sums, in hours and scores, with the number of their terms, so that months can be added up. */
export interface Sums {
  toAccept: number
  accepted: number
  toFinish: number
  result: number
  efficiency: number
  rated: number
}

export const monthlyStats = table<MonthlyStats>('repair_stats')

/**
 * The progress of counting: changes of tickets up to `at` have been found, and `pending`
 * months are still to be counted.
 */
interface Mark {
  _id: 'mark'
  at: Date
  pending: string[]
}

const marks = table<Mark>('repair_stats')
const MARK = { _id: 'mark' } as const

/** Milliseconds between two searches for changes. */
const EVERY = 10 * MINUTE
/** Milliseconds that two searches overlap, because clocks differ and writes take time. */
const OVERLAP = 5 * MINUTE
/** Months that one run counts, so that it ends well within its time. */
const MONTHS_PER_RUN = 12
/** The most months of one search, and the most keys of a month. */
const MOST = 1000

/** The grouping key of each kind of row, and the name to show. */
const KEYS: Record<StatsBy, { key: unknown; name: unknown }> = {
  category: { key: '$category.id', name: '$category.name' },
  building: { key: '$place.building', name: '$place.building' },
  worker: { key: '$worker.id', name: '$worker.name' },
  month: { key: '$month', name: '$month' },
}
const MONTH = $.dateToString({ date: '$at', format: '%Y-%m', timezone: '+08:00' })

/**
 * Counts the months with changed tickets anew; the next run continues. Whole months are counted instead of adding to
 * them, so that interrupted and concurrent runs do no harm.
 * @returns the number of months counted
 */
export async function aggregateMonths(now: Date): Promise<number> {
  const { at, pending } = await loadMark(now)
  const months = pending.slice(0, MONTHS_PER_RUN)
  for (const [i, month] of months.entries()) {
    for (const by of Object.keys(KEYS) as StatsBy[]) await recountMonth(month, by)
    await marks.put({ ...MARK, at, pending: pending.slice(i + 1) })
  }
  return months.length
}

/** The remaining months of the last search, or the result of a new search when one is due. */
async function loadMark(now: Date): Promise<Pick<Mark, 'at' | 'pending'>> {
  const last = (await marks.first(MARK)) ?? { at: new Date(0), pending: [] }
  if (last.pending.length || +now - +last.at < EVERY) return last
  const look = { at: now, pending: await changedMonths(new Date(+last.at - OVERLAP)) }
  await marks.put({ ...MARK, ...look })
  return look
}

async function changedMonths(since: Date): Promise<string[]> {
  const rows = await tickets.aggregate<{ _id: string }>(MOST, pipeline =>
    pipeline
      .match({ changedAt: _.gte(since) })
      .group({ _id: MONTH })
      .limit(MOST),
  )
  return rows
    .map(({ _id }) => _id)
    .sort()
    .reverse()
}

async function recountMonth(month: string, by: StatsBy): Promise<void> {
  const rows = await countMonth(month, by)
  await Promise.all(rows.map(row => monthlyStats.put(row)))
  await monthlyStats.removeAll({ by, month, key: _.nin(rows.map(({ key }) => key)) })
}

const known = (field: string) => $.gt([field, null])
const hours = (field: string) => $.cond([known(field), $.divide([$.subtract([field, '$at']), HOUR]), 0])
const one = (field: string) => $.sum($.cond([known(field), 1, 0]))

async function countMonth(month: string, by: StatsBy): Promise<MonthlyStats[]> {
  const { key, name } = KEYS[by]
  type Group = Sums & { _id: string; name: string; count: number; finished: number }
  const rows = await tickets.aggregate<Group>(MOST, pipeline =>
    pipeline
      .match({
        at: _.and([_.gte(new Date(startOf(`${month}-01`))), _.lt(new Date(startOf(monthAfter(month))))]),
      })
      .addFields({ month })
      .group({
        _id: key,
        name: $.last(name),
        count: $.sum(1),
        finished: one('$finishedAt'),
        toAccept: $.sum(hours('$acceptedAt')),
        accepted: one('$acceptedAt'),
        toFinish: $.sum(hours('$finishedAt')),
        rated: one('$rating.result'),
        result: $.sum('$rating.result'),
        efficiency: $.sum('$rating.efficiency'),
      })
      .match({ _id: _.gt('') })
      .limit(MOST),
  )
  return rows.map(({ _id, name, count, finished, ...sums }) => ({
    _id: `${month}-${by}-${_id}`,
    month,
    by,
    key: _id,
    name,
    count,
    finished,
    sums,
  }))
}

/** The first day of the next month: `2026-12` → `2027-01-01`. */
export function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const next = number === 12 ? [year + 1, 1] : [year, number + 1]
  return `${next[0]}-${String(next[1]).padStart(2, '0')}-01`
}
