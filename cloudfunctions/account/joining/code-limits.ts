import { CODE } from '#contract/account'
import { refuse } from '#contract/kernel/errors'
import { dateOf, MINUTE, midnight } from '#contract/kernel/time'
import { _ } from '../../kernel/data/cloud'
import { table } from '../../kernel/data/table'
import { digest } from './digest'

/** A day's requests for codes. One document holds all limits, so that one conditional update keeps them in a race. */
interface Day {
  _id: string
  at: Date
  total: number
}

const codeRequests = table<Day>('asks')

const A_DAY = { address: 5, person: 10 }
/** SMS cost money, so all requests of a day together have a limit. */
const perDay = (): number => Number(process.env.CODES_PER_DAY) || 2000

export interface CodeRequest {
  openid: string
  address: string
  press: string
}

/**
 * Counts the request. Refuses TOO_OFTEN beyond one a minute and five a day for an address, ten a day for a WeChat
 * account, or a limit for all together.
 * @returns false when an earlier attempt with the same key was counted
 */
export async function countRequest({ openid, address, press }: CodeRequest, now: Date): Promise<boolean> {
  const _id = dateOf(now)
  const theirs = addressOf(address)
  const person = `people.${digest('person', openid)}`
  const lately = new Date(+now - CODE.secondsBetween * 1000)
  if (+now - midnight(now) < MINUTE && (await isRequestedYesterday(theirs, lately))) refuse('TOO_OFTEN')
  const count = () =>
    codeRequests.update(
      {
        _id,
        total: _.lt(perDay()),
        [person]: _.not(_.gte(A_DAY.person)),
        [`${theirs}.count`]: _.not(_.gte(A_DAY.address)),
        [`${theirs}.at`]: _.not(_.gt(lately)),
      },
      {
        total: _.inc(1),
        [person]: _.inc(1),
        [`${theirs}.count`]: _.inc(1),
        [`${theirs}.at`]: now,
        [`${theirs}.press`]: press,
      },
    )
  if (await count()) return true
  const day = await loadDay(_id, theirs, person)
  if (day?.press === press) return false
  if (day && !isOpen(day, lately)) refuse('TOO_OFTEN')
  // The day's document is missing until its first request, and another request may be adding it.
  if (!day) await codeRequests.add({ _id, at: new Date(midnight(now)), total: 0 })
  return countRequest({ openid, address, press }, now)
}

/** The day's counts for one address and one WeChat account; a field is absent until its first request. */
interface DayCounts {
  total: number
  press?: string
  at?: Date
  count?: number
  person?: number
}

/** The day's counts, or null before the day's first request. */
async function loadDay(_id: string, theirs: string, person: string): Promise<DayCounts | null> {
  const fields = { press: `$${theirs}.press`, at: `$${theirs}.at`, count: `$${theirs}.count` }
  const [day] = await codeRequests.aggregate<DayCounts>(1, pipeline =>
    pipeline.match({ _id }).project({ total: 1, ...fields, person: `$${person}` }),
  )
  return day ?? null
}

/** An open limit means that another request added the day's document after this one had failed to count. */
const isOpen = ({ total, at, count = 0, person = 0 }: DayCounts, lately: Date): boolean =>
  total < perDay() && count < A_DAY.address && person < A_DAY.person && !(at && at > lately)

/** Releases the minute, because nothing was sent. The day's count stays, so that a failing gateway is not flooded. */
export async function releaseMinute({ address, press }: CodeRequest, now: Date): Promise<void> {
  const theirs = addressOf(address)
  const change = { [`${theirs}.at`]: _.remove(), [`${theirs}.press`]: _.remove() }
  await codeRequests.update({ _id: dateOf(now), [`${theirs}.press`]: press }, change)
}

/** The minute does not end at midnight. */
const isRequestedYesterday = (theirs: string, lately: Date) =>
  codeRequests.first({ _id: dateOf(+lately), [`${theirs}.at`]: _.gt(lately) })

const addressOf = (address: string): string => `addresses.${digest('address', address)}`
