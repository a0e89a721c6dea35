import * as v from 'valibot'
import { refuse } from '#contract/kernel/errors'
import { id as idField, instant } from '#contract/kernel/fields'
import { _ } from '../../kernel/data/cloud'
import { decodeCursor, toPage } from '../../kernel/data/page'
import { table } from '../../kernel/data/table'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import { ALL, can, scopeOf } from '../../kernel/identity/policy'
import { type Chunk, type Import, type Known, viewOf } from './model'

export const imports = table<Import>('imports')
export const chunks = table<Chunk>('import_rows')

/** Members of one read: well below the megabyte that an aggregation answers. */
const PAGE = 2000
/** Bytes of one write; the cloud takes 5 MB. */
const WRITE = 3_000_000

/** True for who administers all that the import reaches. */
export const administers = (actor: Member, { scope }: Pick<Import, 'scope'>): boolean =>
  scope.every(id => can(actor, 'directory.admin', id))

/** The import, if the actor administers all that it reaches. */
export async function visible(id: string, actor: Member): Promise<Import> {
  const found = await imports.first({ _id: id })
  return found && administers(actor, found) ? found : refuse('NOT_FOUND')
}

/** The whole roster, with what imports have to know. */
export async function roster(): Promise<Known[]> {
  const all: Known[] = []
  for (let after = ''; ; after = all[all.length - 1]!._id) {
    const page = await members.aggregate<Known>(PAGE, pipeline =>
      pipeline
        .match({ _id: _.gt(after) })
        .sort({ _id: 1 })
        .limit(PAGE)
        .project(FIELDS),
    )
    all.push(...page)
    if (page.length < PAGE) return all
  }
}

const FIELDS: Partial<Record<keyof Known | 'shows.office', 1>> = {
  name: 1,
  account: 1,
  kind: 1,
  state: 1,
  departments: 1,
  posts: 1,
  leftAt: 1,
  version: 1,
  phone: 1,
  mail: 1,
  wechat: 1,
  office: 1,
  qq: 1,
  duties: 1,
  scoped: 1,
  importId: 1,
  'shows.office': 1,
}

/** Writes the plan in as few calls as its size allows. */
export async function keepPlan(plan: Chunk[]): Promise<void> {
  for (const batch of batches(plan)) await chunks.addAll(batch)
}

function batches(plan: Chunk[]): Chunk[][] {
  const all: Chunk[][] = []
  let room = 0
  for (const chunk of plan) {
    const size = Buffer.byteLength(JSON.stringify(chunk))
    if (size > room) {
      all.push([])
      room = WRITE
    }
    all.at(-1)!.push(chunk)
    room -= size
  }
  return all
}

const place = v.tuple([instant, idField])

/** Imports, newest first and without their details: all for who administers everything, else one's own. */
export async function listed(page: { after?: string; size: number }, actor: Member, now: Date) {
  const { after, size } = page
  const own = scopeOf(actor, 'directory.admin').includes(ALL) ? [] : [{ 'by.id': actor._id }]
  const rows = await imports.aggregate<Import>(size + 1, pipeline =>
    pipeline
      .match(_.and([...own, ...(after ? [below(decodeCursor(place, after))] : [{ at: _.gt(new Date(0)) }])]))
      .sort({ at: -1, _id: 1 })
      .limit(size + 1)
      .addFields({ faults: [], samples: [], kept: [], newDepartments: [] }),
  )
  return toPage(
    rows,
    size,
    row => viewOf(row, now),
    ({ at, _id }) => [at.toISOString(), _id],
  )
}

const below = ([at, id]: [Date, string]) => _.or([{ at: _.lt(at) }, { at, _id: _.gt(id) }])
