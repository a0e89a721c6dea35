import * as v from 'valibot'
import { instant } from '#contract/kernel/fields'
import type { Page } from '#contract/kernel/rpc'
import { DAY } from '#contract/kernel/time'
import { type MaterialView, type PreparationView, RETURN_DAYS } from '#contract/repair'
import { _, $, type Aggregate } from '../../kernel/data/cloud'
import { decodeCursor, toPage } from '../../kernel/data/page'
import { matches } from '../../kernel/data/search'
import type { Material, Ticket } from '../model'
import { materials } from './store'
import { tickets } from './ticket-entry'
import { materialView, preparationOf, SHOWN } from './view'

interface PageOf {
  after?: string
  size: number
}

const shelfPlace = v.tuple([v.number(), v.string(), v.string()])

const behind = ([isLow, name, id]: [number, string, string]) =>
  _.or([{ isLow: _.lt(isLow) }, { isLow, name: _.gt(name) }, { isLow, name, _id: _.gt(id) }])

/** Materials that run short, then the others, by name; those that match the text, each with its latest movements. */
export async function listStock(page: PageOf, text?: string): Promise<Page<MaterialView>> {
  type Standing = Material & { isLow: number }
  const place = page.after ? decodeCursor(shelfPlace, page.after) : undefined
  const rows = await materials.aggregate<Standing>(page.size + 1, pipeline => {
    const shelf = pipeline
      .match(_.and(text ? matches(text) : [{ name: _.gt('') }]))
      .addFields({ movements: $.slice(['$movements', -SHOWN]), outbox: [], audit: [] })
      .addFields({ isLow: $.cond([$.lt(['$stock', '$low']), 1, 0]) })
    return (place ? shelf.match(behind(place)) : shelf)
      .sort({ isLow: -1, name: 1, _id: 1 })
      .limit(page.size + 1)
  })
  return toPage(rows, page.size, materialView, row => [row.isLow, row.name, row._id])
}

const timePlace = v.tuple([instant, v.string()])
type Preparing = Ticket & { shelf: Material[] }

/** Some of a ticket's lines are so. */
const anyLine = (cond: unknown) => $.gt([$.size($.filter({ input: '$materials', as: 'line', cond })), 0])

const withShelf = (pipeline: Aggregate): Aggregate =>
  pipeline.lookup({
    from: 'materials',
    localField: 'materials.materialId',
    foreignField: '_id',
    as: 'shelf',
  })

const pageOf = (rows: Preparing[], size: number, moment: (ticket: Ticket) => Date) =>
  toPage(
    rows,
    size,
    row => preparationOf(row, row.shelf),
    row => [moment(row).toISOString(), row._id],
  )

const later = ([at, id]: [Date, string]) => _.or([{ at: _.gt(at) }, { at, _id: _.gt(id) }])

/** Open tickets that still get something, the oldest first. */
export async function listToPrepare({ after, size }: PageOf): Promise<Page<PreparationView>> {
  const rest = after ? [later(decodeCursor(timePlace, after))] : []
  const owed = anyLine($.gt(['$$line.asked', '$$line.issued']))
  const rows = await tickets.aggregate<Preparing>(size + 1, pipeline => {
    const waiting = pipeline
      .match({ 'materials.materialId': _.gt(''), list: _.in(['waitingDispatch', 'waitingRepair']) })
      .addFields({ owed })
      .match(_.and([{ owed: true }, ...rest]))
    return withShelf(waiting.sort({ at: 1, _id: 1 }).limit(size + 1))
  })
  return pageOf(rows, size, ({ at }) => at)
}

const earlier = ([changedAt, id]: [Date, string]) =>
  _.or([{ changedAt: _.lt(changedAt) }, { changedAt, _id: _.gt(id) }])

/** Tickets, over or not, for which something was handed out that has not come back; the latest first. */
export async function listIssued({ after, size }: PageOf, now: Date): Promise<Page<PreparationView>> {
  const lately = { changedAt: _.gt(new Date(+now - RETURN_DAYS * DAY)), 'materials.issued': _.gt(0) }
  const rest = after ? [earlier(decodeCursor(timePlace, after))] : []
  const kept = anyLine($.gt(['$$line.issued', '$$line.returned']))
  const rows = await tickets.aggregate<Preparing>(size + 1, pipeline => {
    const out = pipeline
      .match(_.and([lately, ...rest]))
      .addFields({ kept })
      .match({ kept: true })
    return withShelf(out.sort({ changedAt: -1, _id: 1 }).limit(size + 1))
  })
  return pageOf(rows, size, ({ changedAt }) => changedAt)
}
