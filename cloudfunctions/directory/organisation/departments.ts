import type { Department, directory } from '#contract/directory'
import { MAX_DEPARTMENTS, MAX_LEVELS } from '#contract/directory'
import { nameKey } from '#contract/kernel/canonical-text'
import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import type { AuditFacts } from '../../kernel/audit'
import { _ } from '../../kernel/data/cloud'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import { can } from '../../kernel/identity/policy'
import { descendants, levelsTo, pathOf } from '../../kernel/identity/tree'
import type { Handlers } from '../../kernel/serve'
import { changeTree } from '../tree'

type Departments = readonly Department[]
type Draft = Pick<Input<(typeof directory)['ops']['saveDepartment']>, 'name' | 'parent'>

export const departments: Pick<
  Handlers<typeof directory>,
  'saveDepartment' | 'moveDepartment' | 'removeDepartment'
> = {
  saveDepartment({ id, version, ...draft }, context) {
    const newId = context.newId()
    return changeTree('saveDepartment', version, context, ({ departments: all, renamed }) => {
      if (!id && all.some(one => one.id === newId)) return null
      const one = id
        ? administeredDepartment(all, id, context.actor)
        : newDepartment(all, newId, draft, context.actor)
      const after = { ...one, name: draft.name, kind: draft.kind ?? one.kind }
      if (id) checkMayRename(one, after, all, context.actor)
      checkSiblingName(all, after.name, after.parent, after.id)
      const departments = id ? all.map(other => (other.id === id ? after : other)) : [...all, after]
      if (!id) checkLevels(departments, [newId])
      const stale = after.name === one.name ? renamed : [...new Set([...renamed, after.id])]
      return {
        set: { departments, renamed: stale },
        audit: auditOf('saveDepartment', after.id, all, departments),
      }
    })
  },

  moveDepartment({ id, version, parent, before }, context) {
    return changeTree('moveDepartment', version, context, ({ departments: all }) => {
      const one = administeredDepartment(all, id, context.actor)
      administeredDepartment(all, parent, context.actor)
      if (descendants(all, id).has(parent)) refuse('DEPARTMENT_LOOP', { field: 'parent' })
      checkSiblingName(all, one.name, parent, id)
      const departments = moveBlock(all, one, parent, before)
      if (parent !== one.parent) checkLevels(departments, [...descendants(all, id)])
      return { set: { departments }, audit: auditOf('moveDepartment', id, all, departments) }
    })
  },

  removeDepartment({ id, version }, context) {
    return changeTree('removeDepartment', version, context, async ({ departments: all }) => {
      administeredDepartment(all, id, context.actor)
      if (descendants(all, id).size > 1) refuse('DEPARTMENT_NOT_EMPTY')
      // Members who left do not keep a department from being removed.
      if (await members.first({ departments: id, state: _.in(['active', 'frozen']) }))
        refuse('DEPARTMENT_NOT_EMPTY')
      const departments = all.filter(other => other.id !== id)
      return { set: { departments }, audit: auditOf('removeDepartment', id, all, departments) }
    })
  },
}

/** The department, if the actor administers it; refuses NOT_FOUND otherwise, so that others learn nothing of it. */
const administeredDepartment = (all: Departments, id: string, actor: Member): Department =>
  all.find(one => one.id === id && can({ ...actor, tree: [...all] }, 'directory.admin', id)) ??
  refuse('NOT_FOUND')

/** Makes a department below `parent`, or else below the top. The top itself takes an administrator of everything. */
function newDepartment(all: Departments, id: string, { name, parent }: Draft, actor: Member): Department {
  if (all.length >= MAX_DEPARTMENTS) refuse('TOO_MANY_DEPARTMENTS')
  if (all.length)
    return {
      id,
      name,
      parent: administeredDepartment(all, parent ?? all[0]!.id, actor).id,
      kind: 'department',
    }
  if (!can(actor, 'directory.admin', '')) refuse('NOT_FOUND')
  return { id, name, parent: '', kind: 'university' }
}

/**
 * Refuses DEPARTMENT_NAME_FIXED where the actor administers the department, but not its parent: under the name of a
 * neighbour it would receive the neighbour's people from the next import.
 */
function checkMayRename(before: Department, after: Department, all: Departments, actor: Member): void {
  const renamed = nameKey(before.name) !== nameKey(after.name)
  if (renamed && !can({ ...actor, tree: [...all] }, 'directory.admin', before.parent))
    refuse('DEPARTMENT_NAME_FIXED', { field: 'name' })
}

/** Refuses DEPARTMENT_TOO_DEEP where one of the departments would stand lower than sheets can say. */
function checkLevels(all: Departments, ids: readonly string[]): void {
  if (ids.some(id => levelsTo(all, id) > MAX_LEVELS)) refuse('DEPARTMENT_TOO_DEEP')
}

/** Refuses the name of a sibling, because people and imports tell departments apart by their path. */
function checkSiblingName(all: Departments, name: string, parent: string, except?: string): void {
  if (all.some(one => one.parent === parent && nameKey(one.name) === nameKey(name) && one.id !== except))
    refuse('DEPARTMENT_NAME_TAKEN', { field: 'name' })
}

/** Moves a department with all below it to its new place; parents stay before their children. */
function moveBlock(all: Departments, one: Department, parent: string, before?: string): Department[] {
  const inside = descendants(all, one.id)
  const block = all.filter(({ id }) => inside.has(id))
  const rest = all.filter(({ id }) => !inside.has(id))
  const place = before
    ? rest.findIndex(({ id, parent: above }) => id === before && above === parent)
    : rest.length
  if (place < 0) refuse('NOT_FOUND', { field: 'before' })
  const placed = block.map(other => (other.id === one.id ? { ...other, parent } : other))
  return [...rest.slice(0, place), ...placed, ...rest.slice(place)]
}

function auditOf(
  action: 'saveDepartment' | 'moveDepartment' | 'removeDepartment',
  id: string,
  before: Departments,
  after: Departments,
): AuditFacts {
  const [old, one] = [before, after].map(all => all.find(other => other.id === id))
  const { name, parent } = (one ?? old)!
  return {
    action,
    target: { kind: 'department', id, name },
    departments: [id, ...[old?.parent, parent].filter((above): above is string => !!above)],
    ...(old && { before: { path: pathOf(before, id) } }),
    ...(one && { after: { path: pathOf(after, id) } }),
  }
}
