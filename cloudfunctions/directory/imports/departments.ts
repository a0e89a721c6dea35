import { createHash } from 'node:crypto'
import type { Department, DepartmentKind } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import { _ } from '../../kernel/data/cloud'
import { members } from '../../kernel/identity/actor'
import { ALL } from '../../kernel/identity/policy'
import type { TreeDocument } from '../../kernel/identity/tree'
import { type Revision, revise, type WriteContext } from '../../kernel/revise'
import { currentTree, organisation } from '../tree'

/** The call on whose behalf the tree changes. */
type Acting = Pick<WriteContext, 'actor' | 'now' | 'key'>

export type Reach = ReadonlySet<string> | typeof ALL

/** True for a department that may be administered; what belongs to nothing is for who administers everything. */
export const within = (reach: Reach, id: string): boolean => reach === ALL || reach.has(id)

/** Finds departments by their paths, and makes those that are missing, in memory. */
export class Places {
  private readonly byName = new Map<string, string>()
  private readonly top: string
  readonly made: Department[] = []

  /** @param seed what the ids of new departments are derived from */
  constructor(
    readonly known: readonly Department[],
    private readonly reach: Reach,
    private readonly seed: string,
  ) {
    for (const { id, name, parent } of known) this.byName.set(`${parent}/${name}`, id)
    const tops = known.filter(({ parent }) => !parent)
    // With one department at the top everything is below it, and paths leave it out.
    this.top = tops.length === 1 ? tops[0]!.id : ''
  }

  /** The department's id; undefined where it would have to be made outside the reach. */
  find(path: string): string | undefined {
    const names = path.split('/')
    const fromTop = this.byName.get(`/${names[0]}`)
    let at = fromTop ?? this.top
    for (const name of fromTop ? names.slice(1) : names) {
      const next = this.byName.get(`${at}/${name}`) ?? this.make(name, at)
      if (!next) return undefined
      at = next
    }
    return at
  }

  /** True for a department that may be administered, those that are being made included. */
  mayHold(id: string): boolean {
    return within(this.reach, id) || this.made.some(one => one.id === id)
  }

  private make(name: string, parent: string): string | undefined {
    if (!this.mayHold(parent)) return undefined
    const id = createHash('sha256').update(`${this.seed}\n${parent}/${name}`).digest('hex').slice(0, 16)
    this.made.push({ id, name, parent, kind: kindOf(name) })
    this.byName.set(`${parent}/${name}`, id)
    return id
  }
}

const kindOf = (name: string): DepartmentKind =>
  name.endsWith('班')
    ? 'class'
    : name.endsWith('学院')
      ? 'college'
      : /[系所]$/.test(name)
        ? 'department'
        : 'office'

/**
 * Enters departments that are not there yet, each last among its siblings. Refuses CONFLICT when somebody has taken
 * the place meanwhile: then the sheet has to be checked again.
 * @returns the tree with all of them
 */
export async function addDepartments(
  wanted: readonly Department[],
  acting: Acting,
): Promise<readonly Department[]> {
  const { departments } = await reviseTree(acting, ({ departments: all }) => {
    const missing = wanted.filter(({ id }) => !all.some(one => one.id === id))
    return missing.length ? { set: { departments: missing.reduce(placed, all) } } : null
  })
  return departments
}

function placed(departments: Department[], one: Department): Department[] {
  const { parent, name } = one
  const taken = departments.some(other => other.parent === parent && other.name === name)
  if (taken || (parent && !departments.some(({ id }) => id === parent))) refuse('CONFLICT')
  return [...departments, one]
}

/** The change writes no entry of the audit: the import has its own. */
const reviseTree = (acting: Acting, decide: Revision<TreeDocument>['decide']): Promise<TreeDocument> =>
  revise(organisation, { ...acting, newId: () => '' }, { load: currentTree, decide })

/** Takes departments out again that nobody is in and nothing belongs to; those with people, or another name, stay. */
export async function removeUnused(made: readonly Department[], acting: Acting): Promise<void> {
  if (!made.length) return
  const ids = made.map(({ id }) => id)
  const used = await members.aggregate<{ _id: string }>(ids.length, pipeline =>
    pipeline
      .match({ departments: _.in(ids) })
      .unwind('$departments')
      .match({ departments: _.in(ids) })
      .group({ _id: '$departments' }),
  )
  const inhabited = new Set(used.map(({ _id }) => _id))
  await reviseTree(acting, ({ departments: all }) => {
    let departments = all
    for (const { id, name } of [...made].reverse()) {
      const parent = departments.some(one => one.parent === id)
      if (!parent && !inhabited.has(id))
        departments = departments.filter(one => one.id !== id || one.name !== name)
    }
    return departments.length === all.length ? null : { set: { departments } }
  })
}
