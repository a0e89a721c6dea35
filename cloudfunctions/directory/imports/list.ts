import * as v from 'valibot'
import { id as idField, instant } from '#contract/kernel/fields'
import type { Member } from '../../kernel/actor'
import { _ } from '../../kernel/cloud'
import { paged, placeOf } from '../../kernel/cursor'
import { ALL, scopeOf } from '../../kernel/policy'
import { type Import, viewOf } from './model'
import { imports } from './store'

const place = v.tuple([instant, idField])

/** Imports, newest first and without their details: all for who administers everything, else one's own. */
export async function listed(page: { after?: string; size: number }, actor: Member, now: Date) {
  const { after, size } = page
  const own = scopeOf(actor, 'directory.admin').includes(ALL) ? [] : [{ 'by.id': actor._id }]
  const rows = await imports.aggregate<Import>(size + 1, pipeline =>
    pipeline
      .match(_.and([...own, ...(after ? [below(placeOf(place, after))] : [{ at: _.gt(new Date(0)) }])]))
      .sort({ at: -1, _id: 1 })
      .limit(size + 1)
      .addFields({ faults: [], samples: [], kept: [], newDepartments: [] }),
  )
  return paged(
    rows,
    size,
    row => viewOf(row, now),
    ({ at, _id }) => [at.toISOString(), _id],
  )
}

const below = ([at, id]: [Date, string]) => _.or([{ at: _.lt(at) }, { at, _id: _.gt(id) }])
