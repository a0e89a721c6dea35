import type { Department } from '#contract/directory'
import { nameKey } from '#contract/kernel/canonical-text'
import { refuse } from '#contract/kernel/errors'
import { _ } from '../../kernel/data/cloud'
import { members } from '../../kernel/identity/actor'
import type { TreeDocument } from '../../kernel/identity/tree'
import { type Revision, revise, type WriteContext } from '../../kernel/revise'
import { currentTree, organisation } from '../tree'
import type { Import } from './model'

/** The call on whose behalf the tree changes. */
type Acting = Pick<WriteContext, 'actor' | 'now' | 'key'>
type Departments = readonly Department[]
type Changes = Pick<Import, 'newDepartments' | 'renamedDepartments'>

/**
 * Enters the new departments of an import that are not there yet, each last among its siblings, and the new names. Refuses
 * CONFLICT when another department has taken the place meanwhile: then the sheet has to be checked again.
 * @returns the tree with all of them
 */
export async function changeDepartments(
  { newDepartments, renamedDepartments }: Changes,
  acting: Acting,
): Promise<Departments> {
  const { departments } = await reviseTree(acting, ({ departments: all, renamed }) => {
    const missing = newDepartments.filter(({ id }) => !all.some(one => one.id === id))
    const stale = renamedDepartments.filter(({ id, from }) => nameOf(all, id) === from)
    if (!missing.length && !stale.length) return null
    const names = stale.reduce((named, { id, to }) => withName(named, id, to), all)
    return {
      set: { departments: missing.reduce(withDepartment, names), renamed: withIds(renamed, stale) },
    }
  })
  return departments
}

/**
 * Takes new departments out again that have no people and no departments below them, and gives the old names back; those
 * that were changed since stay.
 */
export async function restoreDepartments(
  { newDepartments, renamedDepartments }: Changes,
  acting: Acting,
): Promise<void> {
  if (!newDepartments.length && !renamedDepartments.length) return
  const inhabited = await inhabitedOf(newDepartments.map(({ id }) => id))
  await reviseTree(acting, ({ departments: all, renamed }) => {
    let departments = all
    const back = renamedDepartments.filter(
      ({ id, from, to }) => nameOf(all, id) === to && !hasSibling(all, id, from),
    )
    for (const { id, from } of back) departments = withName(departments, id, from)
    for (const { id, name } of [...newDepartments].reverse()) {
      const parent = departments.some(one => one.parent === id)
      if (!parent && !inhabited.has(id))
        departments = departments.filter(one => one.id !== id || one.name !== name)
    }
    const same = departments.length === all.length && !back.length
    return same ? null : { set: { departments, renamed: withIds(renamed, back) } }
  })
}

/** The change writes no entry of the audit: the import has its own. */
const reviseTree = (acting: Acting, decide: Revision<TreeDocument>['decide']): Promise<TreeDocument> =>
  revise(organisation, { ...acting, newId: () => '' }, { load: currentTree, decide })

const withIds = (ids: string[], more: readonly { id: string }[]): string[] => [
  ...new Set([...ids, ...more.map(({ id }) => id)]),
]

const nameOf = (all: Departments, id: string): string | undefined => all.find(one => one.id === id)?.name

const hasSibling = (all: Departments, id: string, name: string): boolean => {
  const parent = all.find(one => one.id === id)?.parent
  return all.some(one => one.parent === parent && nameKey(one.name) === nameKey(name) && one.id !== id)
}

function withName(all: Departments, id: string, name: string): Department[] {
  if (hasSibling(all, id, name)) refuse('CONFLICT')
  return all.map(one => (one.id === id ? { ...one, name } : one))
}

function withDepartment(all: Department[], one: Department): Department[] {
  const { parent, name } = one
  const taken = all.some(other => other.parent === parent && nameKey(other.name) === nameKey(name))
  if (taken || (parent && !all.some(({ id }) => id === parent))) refuse('CONFLICT')
  return [...all, one]
}

/** The departments of these that have people. */
async function inhabitedOf(ids: readonly string[]): Promise<Set<string>> {
  if (!ids.length) return new Set()
  const used = await members.aggregate<{ _id: string }>(ids.length, pipeline =>
    pipeline
      .match({ departments: _.in([...ids]) })
      .unwind('$departments')
      .match({ departments: _.in([...ids]) })
      .group({ _id: '$departments' }),
  )
  return new Set(used.map(({ _id }) => _id))
}
