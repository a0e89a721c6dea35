import { DAY } from '#contract/kernel/time'
import { type Member, members } from '../../kernel/actor'
import { applications } from '../../kernel/application'
import { _, storage } from '../../kernel/cloud'
import type { Timer } from '../../kernel/serve'
import { type Filter, type Row, table } from '../../kernel/table'
import { dropAsks } from '../joining/asks'
import { dropCodes } from '../joining/codes'
import { erase } from './erasing'
import { personalExports } from './export'

/** How long things are kept, in days. */
const KEPT = { leaver: 365, code: 1, ask: 7, file: 1, decided: 183 }
/** People, or files of people, that one night takes on; the next goes on with the others. */
const A_NIGHT = 25

const guesses = table<Row>('guesses')

/** Erases who asked for it and has not changed their mind, takes the names off who left long ago, and clears up. */
export const nightly: Timer = async now => {
  const before = (days: number) => new Date(+now - days * DAY)
  const due = await some({ erasedAt: _.lte(now) })
  const leavers = await some({ leftAt: _.lt(before(KEPT.leaver)) })
  for (const person of [...due, ...leavers]) await erase(person)
  return {
    erased: due.length,
    delinked: leavers.length,
    files: await dropFiles(before(KEPT.file)),
    codes: await dropCodes(before(KEPT.code)),
    asks: await dropAsks(before(KEPT.ask)),
    guesses: await guesses.removeAll({ _id: 'admin', wrong: _.not(_.gt(before(KEPT.code))) }),
    applications: await applications.removeAll({
      ...{ state: _.in(['accepted', 'refused']), at: _.lt(before(KEPT.decided)) },
    }),
  }
}

const some = (filter: Filter): Promise<Member[]> =>
  members.aggregate<Member>(A_NIGHT, pipeline => pipeline.match(filter).limit(A_NIGHT))

/** The files first: as long as the row is there, the next night finds them. */
async function dropFiles(before: Date): Promise<number> {
  const old = await personalExports.aggregate<{ _id: string; files: string[] }>(A_NIGHT, pipeline =>
    pipeline.match({ at: _.lt(before) }).limit(A_NIGHT),
  )
  const files = old.flatMap(row => row.files)
  if (files.length) await storage.remove(files)
  if (old.length) await personalExports.removeAll({ _id: _.in(old.map(({ _id }) => _id)) })
  return files.length
}
