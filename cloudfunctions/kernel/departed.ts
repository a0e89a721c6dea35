import type { Duty } from '#contract/features/index'
import { _ } from './data/cloud'
import type { Fields, Row, Table } from './data/table'
import { dueJob, type Job } from './jobs'

/** Rows of a feature that hang on people who must be there, and how to let go of a person. */
export interface Tie<T extends Row> {
  rows: Pick<Table<T>, 'aggregate'>
  /** Finds the rows that are alive, by an index. */
  match(now: Date): Fields
  /** List whose elements name different people; without it a row names one. */
  list?: string
  /** Field of the row, or of an element of the list, that holds the member's id. */
  path: string
  /** Duty without which the person is gone as well. */
  duty?: Duty
  /** Elements that are alive, with paths from the row; needed if the list keeps others. */
  live?(now: Date): Fields
  /** Lets go of the person in all these rows; resolves to false if nothing was left to do. */
  release(memberId: string, now: Date): Promise<boolean>
}

/** People of whom one run lets go. */
const PEOPLE_PER_RUN = 20

/**
 * A job that lets go of members who were frozen, left, were erased or lost a duty, wherever that happened: a feature's
 * timer runs it for each of its ties, so that no code that ends a membership needs to know what hangs on it. One database
 * call finds the people; a person who is let go of is not found again.
 */
export const releaseDeparted = <T extends Row>(tie: Tie<T>): Job =>
  dueJob((now, limit) => departedIn(tie, now, limit), tie.release, PEOPLE_PER_RUN)

async function departedIn<T extends Row>(tie: Tie<T>, now: Date, limit: number): Promise<string[]> {
  const { rows, match, list, path, duty, live } = tie
  const gone: Fields[] = [{ 'person.state': _.in(['frozen', 'left']) }]
  if (duty) gone.push({ 'person.duties.duty': _.neq(duty) })
  const found = await rows.aggregate<Row>(limit, pipeline => {
    pipeline.match(match(now))
    if (list) pipeline.project({ [list]: 1 }).unwind(`$${list}`)
    if (live) pipeline.match(live(now))
    return pipeline
      .group({ _id: `$${list ? `${list}.` : ''}${path}` })
      .lookup({ from: 'members', localField: '_id', foreignField: '_id', as: 'person' })
      .match(_.or(gone))
      .project({ _id: 1 })
      .limit(limit)
  })
  return found.map(({ _id }) => _id)
}
