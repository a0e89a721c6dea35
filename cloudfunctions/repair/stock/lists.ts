import type { Page } from '#contract/kernel/rpc'
import { DAY } from '#contract/kernel/time'
import { type MaterialView, type PreparationView, RETURN_DAYS } from '#contract/repair'
import { _, $, type Aggregate } from '../../kernel/data/cloud'
import { byTime, listPage, type PageRequest, type SortKey } from '../../kernel/data/page'
import { matches } from '../../kernel/data/search'
import type { Fields } from '../../kernel/data/table'
import { TEXT_TERM } from '../../kernel/search/terms'
import type { Material, Ticket } from '../model'
import { materials, tickets } from '../tables'
import { materialView, preparationOf, SHOWN_MOVEMENTS } from './view'

/** Materials that run short, then the others, by name; those that match the text, each with its latest movements. */
export const listStock = (page: PageRequest, text?: string): Promise<Page<MaterialView>> =>
  listPage(
    materials,
    {
      where: text ? [] : [{ name: _.gt('') }],
      anyOf: text ? matches(text, TEXT_TERM) : undefined,
      prepare: pipeline =>
        pipeline
          .addFields({ movements: $.slice(['$movements', -SHOWN_MOVEMENTS]), outbox: [], audit: [] })
          .addFields({ isLow: $.cond([$.lt(['$stock', '$low']), 1, 0]) }),
      order: [
        ['isLow', -1, 'number'],
        ['name', 1, 'string'],
        ['_id', 1, 'string'],
      ],
      page,
    },
    materialView,
  )

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

/** A page of tickets with a material that meets `line`, each with its materials' stock. */
const listTickets = (
  where: Fields[],
  line: unknown,
  order: SortKey[],
  page: PageRequest,
): Promise<Page<PreparationView>> =>
  listPage(
    tickets,
    {
      where,
      prepare: pipeline => pipeline.addFields({ fits: anyLine(line) }).match({ fits: true }),
      order,
      page,
      join: withShelf,
    },
    (row: Preparing) => preparationOf(row, row.shelf),
  )

/** Open tickets that still get something, the oldest first. */
export const listToPrepare = (page: PageRequest): Promise<Page<PreparationView>> =>
  listTickets(
    [{ 'materials.materialId': _.gt(''), list: _.in(['waitingDispatch', 'waitingRepair']) }],
    $.gt(['$$line.asked', '$$line.issued']),
    byTime('at', 1),
    page,
  )

/** Tickets, over or not, for which something was handed out that has not come back; the latest first. */
export const listIssued = (page: PageRequest, now: Date): Promise<Page<PreparationView>> =>
  listTickets(
    [{ changedAt: _.gt(new Date(+now - RETURN_DAYS * DAY)), 'materials.issued': _.gt(0) }],
    $.gt(['$$line.issued', '$$line.returned']),
    byTime('changedAt', -1),
    page,
  )
