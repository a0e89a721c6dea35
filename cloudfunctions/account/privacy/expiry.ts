import { DAY } from '#contract/kernel/time'
import { collections } from '../../../database-schema'
import { holdings } from '../../../database-schema/holdings'
import { members as people } from '../../../database-schema/members'
import type { Retention } from '../../../database-schema/schema'
import { _ } from '../../kernel/data/cloud'
import { type Fields, table } from '../../kernel/data/table'
import { members } from '../../kernel/identity/actor'
import { dueJob, dueRows, type Job } from '../../kernel/jobs'
import { erase, forget, removeFiles } from './erasing'

/** People erased in one run, as many as its time limit allows. */
const PEOPLE_PER_RUN = 25

/** A job for each collection whose rows expire; members are erased by jobs of their own. */
export const expiry: Record<string, Job> = Object.fromEntries(
  collections.flatMap(({ name, retention }) =>
    retention === 'forever' || name === people.name
      ? []
      : [[`old ${name}`, (now: Date) => expire(name, retention, now)]],
  ),
)

const eraseWhere = (filter: (now: Date) => Fields): Job =>
  dueJob(dueRows(members, filter), erase, PEOPLE_PER_RUN)

/** Erases people whose time for withdrawing their request is over. */
export const eraseAsked = eraseWhere(now => ({ erasedAt: _.lte(now) }))

/** Erases members who left longer ago than the retention of their row. */
export const eraseLeavers = eraseWhere(now => expiredBefore(people.retention as Retention, now))

/** Removes expired rows, or the personal data in them. @returns the number of changes */
async function expire(name: string, retention: Retention, now: Date): Promise<number> {
  const { anonymous, files, paths } = retention
  const old = expiredBefore(retention, now)
  if (anonymous) {
    let changed = 0
    for (const holding of holdings.filter(({ collection }) => collection === name))
      changed += await forget(holding, undefined, old)
    return changed
  }
  if (files || paths) await removeFiles(name, old, { files, paths })
  return table(name).removeAll(old)
}

/** The condition that holds for expired rows. */
function expiredBefore({ days, after, where = {} }: Retention, now: Date): Fields {
  const states = Object.entries(where).map(([field, values]) => [field, _.in([...values])])
  return { ...Object.fromEntries(states), [after]: _.lt(new Date(+now - days * DAY)) }
}
