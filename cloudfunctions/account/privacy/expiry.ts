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

/** People whom one run has time for. */
const PEOPLE_PER_RUN = 25

/** A job for each collection that does not keep its rows for good, besides the people. */
export const expiry: Record<string, Job> = Object.fromEntries(
  collections.flatMap(({ name, retention }) =>
    retention === 'forever' || name === people.name
      ? []
      : [[`old ${name}`, (now: Date) => expire(name, retention, now)]],
  ),
)

const eraseWhere = (filter: (now: Date) => Fields): Job =>
  dueJob(dueRows(members, filter), erase, PEOPLE_PER_RUN)

/** Erases those who asked for it and have not changed their mind. */
export const eraseAsked = eraseWhere(now => ({ erasedAt: _.lte(now) }))

/** Erases those who left long enough ago. */
export const eraseLeavers = eraseWhere(now => expiredBefore(people.retention as Retention, now))

/** Lets go of the rows whose time has come, or of what tells who the people in them are. */
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

/** What is true of rows that have been kept long enough. */
function expiredBefore({ days, after, where = {} }: Retention, now: Date): Fields {
  const states = Object.entries(where).map(([field, values]) => [field, _.in([...values])])
  return { ...Object.fromEntries(states), [after]: _.lt(new Date(+now - days * DAY)) }
}
