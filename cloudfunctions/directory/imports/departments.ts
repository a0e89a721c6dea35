import { createHash } from 'node:crypto'
import type { Department, DepartmentKind } from '#contract/directory'
import { nameKey } from '#contract/kernel/canonical-text'
import { ALL } from '../../kernel/identity/policy'
import type { Renaming } from './model'

export type Reach = ReadonlySet<string> | typeof ALL

/** True for a department that may be administered; what belongs to nothing is for who administers everything. */
export const within = (reach: Reach, id: string): boolean => reach === ALL || reach.has(id)

/** Where a path leads in the tree: the last department that is there, and the names that are not. */
interface Found {
  /** Departments on the way, the last one last. */
  way: string[]
  missing: string[]
}

/** Finds departments by their paths, and makes or renames those that the tree does not have, in memory. */
export class Places {
  private readonly byName = new Map<string, string>()
  private readonly madeIds = new Set<string>()
  private readonly top: string
  readonly made: Department[] = []
  readonly renamed: Renaming[] = []

  /** @param seed what the ids of new departments are derived from */
  constructor(
    readonly known: readonly Department[],
    private readonly reach: Reach,
    private readonly seed: string,
  ) {
    for (const { id, name, parent } of known) this.byName.set(placeOf(parent, name), id)
    const tops = known.filter(({ parent }) => !parent)
    // With one department at the top everything is below it, and paths leave it out.
    this.top = tops.length === 1 ? tops[0]!.id : ''
  }

  /** Follows the path through the tree as it is going to be. */
  follow(path: readonly string[]): Found {
    const fromTop = this.byName.get(placeOf('', path[0] ?? ''))
    const way = [fromTop ?? this.top]
    const names = fromTop ? path.slice(1) : path
    for (const [i, name] of names.entries()) {
      const next = this.byName.get(placeOf(way.at(-1)!, name))
      if (!next) return { way, missing: names.slice(i) }
      way.push(next)
    }
    return { way, missing: [] }
  }

  /** The department's id; undefined where it would have to be made outside the reach. */
  find(path: readonly string[]): string | undefined {
    const { way, missing } = this.follow(path)
    let at = way.at(-1)!
    for (const name of missing) {
      const next = this.make(name, at)
      if (!next) return undefined
      at = next
    }
    return at
  }

  /** True for a department that may be administered, those that are being made included. */
  mayHold(id: string): boolean {
    return within(this.reach, id) || this.madeIds.has(id)
  }

  /** Gives a department of the tree another name. */
  rename({ id, name: from, parent }: Department, to: string): void {
    this.byName.delete(placeOf(parent, from))
    this.byName.set(placeOf(parent, to), id)
    this.renamed.push({ id, from, to })
  }

  /** The departments as they are going to be. */
  after(): Department[] {
    const names = new Map(this.renamed.map(({ id, to }) => [id, to]))
    return [...this.known.map(one => ({ ...one, name: names.get(one.id) ?? one.name })), ...this.made]
  }

  private make(name: string, parent: string): string | undefined {
    if (!this.mayHold(parent)) return undefined
    const id = createHash('sha256').update(`${this.seed}\n${parent}/${name}`).digest('hex').slice(0, 16)
    this.made.push({ id, name, parent, kind: kindOf(name) })
    this.madeIds.add(id)
    this.byName.set(placeOf(parent, name), id)
    return id
  }
}

/** Siblings have different names, as names are compared. */
const placeOf = (parent: string, name: string): string => `${parent}/${nameKey(name)}`

const kindOf = (name: string): DepartmentKind =>
  name.endsWith('班')
    ? 'class'
    : name.endsWith('学院')
      ? 'college'
      : /[系所]$/.test(name)
        ? 'department'
        : 'office'
