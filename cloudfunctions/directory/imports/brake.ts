import type { Department } from '#contract/directory'
import { ALL } from '../../kernel/identity/policy'
import { descendants, pathOf } from '../../kernel/identity/tree'
import type { Places } from './departments'
import type { Import, Known, Planned } from './model'
import type { Plan } from './plan'

/** An import that removes, moves or renames more than this share of the people, and more than a few, waits for a yes. */
const BRAKE = { share: 0.05, people: 3 }

interface Checked {
  known: readonly Known[]
  places: Places
  source: Import['source']
}

/** Reasons to ask a person before the rows are applied; none for an ordinary import. */
export function warningsOf({ rows, population }: Plan, { known, places, source }: Checked): string[] {
  const unusual = (people: number) => people > BRAKE.people && people > population * BRAKE.share
  const count = (is: (row: Planned) => boolean) => rows.filter(is).length
  const differ = (field: 'account' | 'name' | 'phone' | 'mail') => (row: Planned) =>
    (row.change === 'changed' || row.change === 'moved') && row.before[field] !== row.after[field]
  const exchanged = (field: 'phone' | 'mail') => (row: Planned) =>
    row.before[field] !== undefined && differ(field)(row)
  const counts: [people: number, words: string][] = [
    [count(({ change }) => change === 'leaving'), '会离开'],
    [count(({ change }) => change === 'moved'), '会调部门'],
    [count(differ('account')), '的账号会改'],
    [count(differ('name')), '的姓名会改'],
    [count(exchanged('phone')), '会换手机号'],
    [count(exchanged('mail')), '会换邮箱'],
  ]
  return [
    ...counts.filter(([people]) => unusual(people)).map(([people, words]) => `${people} 人${words}`),
    ...emptied(rows, known, places.known).map(
      path => `“${path}”里不会再有人，但有人的职责只限这个部门，他们将管不到任何人`,
    ),
    ...(source === 'sync' ? newTops(places).map(name => `会新建一级部门“${name}”和它的下级`) : []),
  ]
}

/**
 * New departments below the top that have departments below themselves: the internal system may mean one department
 * whose name has the sign that parts levels.
 */
const newTops = ({ known, made }: Places): string[] => {
  const top = known.find(({ parent }) => !parent)?.id ?? ''
  return made
    .filter(({ id, parent }) => parent === top && made.some(one => one.parent === id))
    .map(({ name }) => name)
}

/** Paths of departments to which duties are limited, and in which no person is left. */
function emptied(
  rows: readonly Planned[],
  known: readonly Known[],
  departments: readonly Department[],
): string[] {
  const after = new Map(rows.map(row => [row.id, row]))
  const inhabited = (homesOf: (one: Known) => readonly string[]) => new Set(known.flatMap(homesOf))
  const isThere = (one: Pick<Known, 'state'>) => one.state !== 'left'
  const before = inhabited(one => (isThere(one) ? one.departments : []))
  const left = inhabited(one => {
    const { departments: homes, state } = { ...one, ...homesAfter(after.get(one._id)) }
    return state === 'left' ? [] : homes
  })
  for (const { change, after: made } of rows)
    if (change === 'new') for (const id of made.departments ?? []) left.add(id)
  const limited = new Set(known.filter(isThere).flatMap(({ duties }) => duties.flatMap(({ scope }) => scope)))
  return [...limited]
    .filter(id => id !== ALL)
    .filter(id => {
      const inside = [...descendants(departments, id)]
      return inside.some(one => before.has(one)) && !inside.some(one => left.has(one))
    })
    .map(id => pathOf(departments, id))
}

const homesAfter = (row: Planned | undefined): Partial<Known> =>
  row && row.change !== 'offered'
    ? { departments: row.after.departments ?? [], state: row.after.state ?? 'active' }
    : {}
