import { randomBytes } from 'node:crypto'
import type { ImportFault, ImportState } from '#contract/directory'
import { _ } from '../../kernel/data/cloud'
import type { Member } from '../../kernel/identity/member'
import { ALL, departmentsWithin, scopeOf } from '../../kernel/identity/policy'
import { checkClashes, countClashes } from '../clashes'
import { currentTree } from '../tree'
import { warningsOf } from './brake'
import { chunksFrom } from './chunks'
import { Places } from './departments'
import { FOREIGN } from './matching'
import { type Chunk, chunkId, type Import, type Planned } from './model'
import { type Plan, planOf } from './plan'
import { entriesOf } from './sheet/entries'
import type { Line } from './sheet/lines'
import { accountOf } from './sheet/readable'
import { chunks, imports, keepPlan, roster } from './store'
import { eventsFor, messagesFor } from './todos'

/** The most faults that an import lists. */
const MOST_FAULTS = 1000

export interface Checking {
  id: string
  actor: Member
  source: Import['source']
  file: string
  lines: Line[]
  /** Faults of the source as a whole. */
  faults: ImportFault[]
  /** Remarks for the person who imports. */
  notes: string[]
  complete: boolean
  now: Date
}

/** Compares the lines with the roster and stores the plan; checking again under the same id gives the first plan. */
export async function check(checking: Checking): Promise<Import> {
  const { id, actor, source, file, notes, now } = checking
  checkClashes(actor, now)
  const { plan, places, faults, warnings } = await decide(checking)
  const state = stateOf(source, plan, places, faults, warnings)
  const rows = state === 'faulty' || state === 'applied' ? [] : chunksFrom(plan.rows)
  // A new name alone is a step, too.
  if (!rows.length && state !== 'faulty' && places.renamed.length) rows.push([])
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
    notes,
    warnings,
    newDepartments: places.made,
    renamedDepartments: places.renamed,
    plan: `${id}-${randomBytes(4).toString('hex')}`,
    total: rows.flat().length,
    sizes: rows.map(({ length }) => length),
    done: 0,
    version: 1,
    lastKey: '',
  }
  await keepPlan(chunked(one, rows))
  if (await imports.add({ ...one, events: eventsFor(one, now), outbox: messagesFor(one) })) {
    // An interrupted earlier attempt may have stored a plan without its import.
    await chunks.removeAll({ importId: id, plan: _.neq(one.plan) })
    return one
  }
  await chunks.removeAll({ importId: id, plan: one.plan })
  return (await imports.first({ _id: id }))!
}

/** Of many lines about people whom the importer does not administer, none is told. */
const MANY_FOREIGN: ImportFault = {
  line: 0,
  column: '',
  reason: '表里有不少人或号码在你的管理范围以外已有登记，请联系系统管理员',
}

async function decide({ id, actor, file, lines, complete, now, ...given }: Checking) {
  const { entries, faults } = entriesOf(lines)
  const { departments } = await currentTree()
  const held = departmentsWithin({ ...actor, tree: departments }, 'directory.admin')
  const scope = held === ALL ? ALL : new Set(held)
  const places = new Places(departments, scope, id)
  const named = new Set(lines.map(accountOf))
  // A line with an unreadable account could be any of the missing people, so nobody is removed.
  const sure = !given.faults.length && !named.has('')
  const inside = { ...actor, tree: departments }
  const known = await roster()
  const plan = planOf(
    { entries, named, complete: complete && sure },
    { known, places, reach: scope, actor: inside, seed: id, now },
  )
  const target = { kind: 'import', id, name: file }
  const tells = await countClashes(plan.foreign + plan.counts.offered, { actor, now, key: id, target })
  const found = tells
    ? plan.faults
    : [...plan.faults.filter(({ reason }) => reason !== FOREIGN), MANY_FOREIGN]
  const all = [...given.faults, ...faults, ...found].sort((a, b) => a.line - b.line)
  const warnings = warningsOf(plan, { known, places, source: given.source })
  return { plan: tells ? plan : untold(plan), places, faults: all, warnings }
}

/** The plan without the words and numbers by which one could tell whom it found. */
const untold = (plan: Plan): Plan => ({
  ...plan,
  counts: { new: 0, changed: 0, moved: 0, leaving: 0, offered: 0, same: 0 },
  samples: [],
  kept: [],
})

/** A sheet with a fault is refused as a whole; a sync takes the correct people all the same. */
function stateOf(
  source: Import['source'],
  { rows }: Plan,
  { renamed }: Places,
  faults: ImportFault[],
  warnings: string[],
): ImportState {
  if (source === 'sheet' && faults.length) return 'faulty'
  if (!rows.length && !renamed.length) return faults.length ? 'faulty' : 'applied'
  return warnings.length ? 'held' : 'checked'
}

const chunked = ({ _id, plan, at }: Import, chunks: Planned[][]): Chunk[] =>
  chunks.map((rows, n) => ({ _id: chunkId({ plan }, n), importId: _id, plan, at, rows }))
