import { refuse } from '#contract/kernel/errors'
import { _ } from '../../kernel/data/cloud'
import { byTime, everyPage, listPage, type PageRequest } from '../../kernel/data/page'
import { table } from '../../kernel/data/table'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import { ALL, can, scopeOf } from '../../kernel/identity/policy'
import { type Chunk, type Import, type Known, viewOf } from './model'

export const imports = table<Import>('imports')
export const chunks = table<Chunk>('import_rows')

/** Members of one read: well below the megabyte that an aggregation answers. */
const PAGE_SIZE = 2000
/** Bytes of one write; the cloud takes 5 MB. */
const MAX_WRITE_BYTES = 3_000_000

/** True for who administers all that the import reaches. */
const administersWhole = (actor: Member, { scope }: Pick<Import, 'scope'>): boolean =>
  scope.every(id => can(actor, 'directory.admin', id))

/** The import, if the actor administers all that it reaches. */
export async function visible(id: string, actor: Member): Promise<Import> {
  const found = await imports.first({ _id: id })
  return found && administersWhole(actor, found) ? found : refuse('NOT_FOUND')
}

/** The whole roster, with what imports have to know. */
export async function roster(): Promise<Known[]> {
  const all: Known[] = []
  const query = { where: [{ _id: _.gt('') }], order: [['_id', 1, 'string'] as const], fields: FIELDS }
  for await (const page of everyPage<Known>(members, query, PAGE_SIZE)) all.push(...page)
  return all
}

const FIELDS: Record<string, 1> = {
  name: 1,
  account: 1,
  kind: 1,
  state: 1,
  departments: 1,
  posts: 1,
  leftAt: 1,
  erasedAt: 1,
  version: 1,
  phone: 1,
  mail: 1,
  wechat: 1,
  office: 1,
  qq: 1,
  duties: 1,
  scoped: 1,
  importId: 1,
  importAccount: 1,
  'shows.office': 1,
  'frozen.at': 1,
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
      room = MAX_WRITE_BYTES
    }
    all.at(-1)!.push(chunk)
    room -= size
  }
  return all
}

/** Imports, newest first and without their details: all for who administers everything, else one's own. */
export function listImports(page: PageRequest, actor: Member, now: Date) {
  const all = scopeOf(actor, 'directory.admin').includes(ALL)
  return listPage(
    imports,
    {
      where: [all ? { at: _.gt(new Date(0)) } : { 'by.id': actor._id }],
      order: byTime('at', -1),
      page,
      join: pipeline =>
        pipeline.addFields({ faults: [], samples: [], kept: [], newDepartments: [], renamedDepartments: [] }),
    },
    (row: Import) => viewOf(row, now),
  )
}
