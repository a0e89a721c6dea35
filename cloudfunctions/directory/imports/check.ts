import { randomBytes } from 'node:crypto'
import type { ImportFault, ImportState } from '#contract/directory'
import { accountKey, toFigures } from '#contract/kernel/canonical-text'
import { _ } from '../../kernel/data/cloud'
import type { Member } from '../../kernel/identity/member'
import { ALL, departmentsWithin, scopeOf } from '../../kernel/identity/policy'
import { currentTree } from '../tree'
import { Places } from './departments'
import { CHUNK, type Chunk, chunkId, type Import } from './model'
import { type Plan, planOf } from './plan'
import { entriesOf } from './sheet/entries'
import type { Line } from './sheet/lines'
import { chunks, imports, keepPlan, roster } from './store'

/** Faults that are kept of one import. */
const MOST_FAULTS = 1000
/** A sync that would remove more than this share of the people, and more than a few, waits for a person. */
const BRAKE = { share: 0.05, people: 3 }

export interface Checking {
  id: string
  actor: Member
  source: Import['source']
  file: string
  lines: Line[]
  /** What is wrong with the source as a whole. */
  faults: ImportFault[]
  complete: boolean
  now: Date
}

/** Compares the lines with the roster and keeps the plan; checking again under the same id gives the first plan. */
export async function check(checking: Checking): Promise<Import> {
  const { id, actor, source, file, now } = checking
  const { plan, made, faults } = await decide(checking)
  const state = stateOf(source, plan, faults)
  const rows = state === 'faulty' ? [] : plan.rows
  const one: Import = {
    _id: id,
    source,
    file,
    state,
    at: now,
    by: { id: actor._id, name: actor.name },
    scope: [...new Set(scopeOf(actor, 'directory.admin'))],
    counts: plan.counts,
    samples: plan.samples,
    faults: faults.slice(0, MOST_FAULTS),
    kept: plan.kept.slice(0, MOST_FAULTS),
    newDepartments: made,
    plan: `${id}-${randomBytes(4).toString('hex')}`,
    total: rows.length,
    done: 0,
    version: 1,
    lastKey: '',
  }
  await keepPlan(chunked(one, rows))
  if (await imports.add(one)) {
    // What a press that was interrupted before this left behind.
    await chunks.removeAll({ importId: id, plan: _.neq(one.plan) })
    return one
  }
  await chunks.removeAll({ importId: id, plan: one.plan })
  return (await imports.first({ _id: id }))!
}

async function decide({ id, actor, lines, complete, now, ...given }: Checking) {
  const { entries, faults } = entriesOf(lines)
  const { departments } = await currentTree()
  const held = departmentsWithin({ ...actor, tree: departments }, 'directory.admin')
  const scope = held === ALL ? ALL : new Set(held)
  const places = new Places(departments, scope, id)
  const named = new Set(lines.map(({ cells }) => accountKey(toFigures(cells.account ?? ''))))
  // Somebody whose account cannot be read might be any of those who are missing.
  const sure = !given.faults.length && !named.has('')
  const plan = planOf(
    { entries, named, complete: complete && sure },
    { known: await roster(), places, reach: scope, actor: { ...actor, tree: departments }, seed: id, now },
  )
  const all = [...given.faults, ...faults, ...plan.faults].sort((a, b) => a.line - b.line)
  return { plan, made: places.made, faults: all }
}

/** One fault spoils a sheet; the internal system's other people are taken all the same. */
function stateOf(
  source: Import['source'],
  { rows, counts, population }: Plan,
  faults: ImportFault[],
): ImportState {
  if (source === 'sheet') return faults.length ? 'faulty' : 'checked'
  if (counts.leaving > BRAKE.people && counts.leaving > population * BRAKE.share) return 'held'
  if (rows.length) return 'checked'
  return faults.length ? 'faulty' : 'applied'
}

const chunked = ({ _id, plan, at }: Import, rows: Plan['rows']): Chunk[] =>
  Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_chunk, n) => ({
    _id: chunkId({ plan }, n),
    importId: _id,
    plan,
    at,
    rows: rows.slice(n * CHUNK, (n + 1) * CHUNK),
  }))
