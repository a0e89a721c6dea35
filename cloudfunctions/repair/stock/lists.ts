import * as v from 'valibot'
import { instant } from '#contract/kernel/fields'
import type { Page } from '#contract/kernel/rpc'
import type { MaterialView, PreparationView } from '#contract/repair'
import { _, $ } from '../../kernel/cloud'
import { paged, placeOf } from '../../kernel/cursor'
import { beginning } from '../../kernel/search'
import type { Material, Ticket } from '../model'
import { tickets } from './record'
import { materials } from './store'
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
  const place = page.after ? placeOf(shelfPlace, page.after) : undefined
  const rows = await materials.aggregate<Standing>(page.size + 1, pipeline => {
    const shelf = pipeline
      .match(_.and(text ? beginning(text) : [{ name: _.gt('') }]))
      .addFields({ movements: $.slice(['$movements', -SHOWN]), outbox: [], audit: [] })
      .addFields({ isLow: $.cond([$.lt(['$stock', '$low']), 1, 0]) })
    return (place ? shelf.match(behind(place)) : shelf)
      .sort({ isLow: -1, name: 1, _id: 1 })
      .limit(page.size + 1)
  })
  return paged(rows, page.size, materialView, row => [row.isLow, row.name, row._id])
}

const timePlace = v.tuple([instant, v.string()])

const later = ([at, id]: [Date, string]) => _.or([{ at: _.gt(at) }, { at, _id: _.gt(id) }])

/** Open tickets that still get something, the oldest first. */
export async function toPrepare(page: PageOf): Promise<Page<PreparationView>> {
  const place = page.after ? placeOf(timePlace, page.after) : undefined
  const line = $.gt(['$$line.asked', '$$line.issued'])
  const rows = await tickets.aggregate<Ticket & { shelf: Material[] }>(page.size + 1, pipeline => {
    const waiting = pipeline
      .match({ 'materials.materialId': _.gt(''), list: _.in(['waitingDispatch', 'waitingRepair']) })
      .addFields({ owed: $.size($.filter({ input: '$materials', as: 'line', cond: line })) })
      .match(_.and([{ owed: _.gt(0) }, ...(place ? [later(place)] : [])]))
    return waiting
      .sort({ at: 1, _id: 1 })
      .limit(page.size + 1)
      .lookup({ from: 'materials', localField: 'materials.materialId', foreignField: '_id', as: 'shelf' })
  })
  return paged(
    rows,
    page.size,
    row => preparationOf(row, row.shelf),
    row => [row.at.toISOString(), row._id],
  )
}
