import { CODE } from '#contract/account'
import { refuse } from '#contract/kernel/errors'
import { dateOf, MINUTE, midnight } from '#contract/kernel/time'
import { _ } from '../../kernel/data/cloud'
import { type Fields, table } from '../../kernel/data/table'
import { digest } from './digest'

/** A day's requests for codes. One document holds all limits, so that one conditional update keeps them in a race. */
interface Day {
  _id: string
  at: Date
  total: number
  unknown?: number
}

const codeRequests = table<Day>('asks')

const A_DAY = { address: 5, person: 10 }
/** SMS cost money, so all requests of a day have a limit; the first of each registered number is exempt. */
const perDay = (): number => Number(process.env.CODES_PER_DAY) || 2000
/** The part of the limit for numbers that are on no roster, because there is no end of them. */
const unknownPerDay = (): number => Math.ceil(perDay() / 2)

export interface CodeRequest {
  openid: string
  address: string
  press: string
  /** The address is that of the member who calls: strangers cannot use up their count. */
  isOwn: boolean
  /** The address is on the roster, or a member calls. */
  isKnown: boolean
}

/** `unpaid`: counted, but beyond what is sent on a day; the caller is not told, since it depends on the roster. */
export type Counted = 'counted' | 'unpaid' | 'repeated'

/**
 * Counts the press, or refuses TOO_OFTEN: one a minute and five a day for an address, ten a day for a WeChat. Beyond
 * the cap for all together, registered numbers still get the first code of their day.
 */
export async function countRequest(request: CodeRequest, now: Date): Promise<Counted> {
  const _id = dateOf(now)
  const { openid, press } = request
  const theirs = addressOf(request)
  const person = `people.${digest('person', openid)}`
  const lately = new Date(+now - CODE.secondsBetween * 1000)
  if (+now - midnight(now) < MINUTE && (await isRequestedYesterday(theirs, lately))) refuse('TOO_OFTEN')
  const limits = {
    _id,
    [person]: _.not(_.gte(A_DAY.person)),
    [`${theirs}.count`]: _.not(_.gte(A_DAY.address)),
    [`${theirs}.at`]: _.not(_.gt(lately)),
  }
  const uses = {
    [person]: _.inc(1),
    [`${theirs}.count`]: _.inc(1),
    [`${theirs}.at`]: now,
    [`${theirs}.press`]: press,
  }
  const paid = { ...uses, total: _.inc(1), ...(!request.isKnown && { unknown: _.inc(1) }) }
  if (await codeRequests.update([limits, capOf(request, theirs)], paid)) return 'counted'
  const day = await loadDay(_id, theirs, person)
  if (day?.press === press) return 'repeated'
  if (day && !isOpen(day, lately)) refuse('TOO_OFTEN')
  if (day && !isPaid(day, request) && (await codeRequests.update(limits, uses))) return 'unpaid'
  // The day's document is missing until its first request, and another request may be adding it.
  if (!day) await codeRequests.add({ _id, at: new Date(midnight(now)), total: 0 })
  return countRequest(request, now)
}

/** The condition under which a code is paid for. */
function capOf({ isKnown }: CodeRequest, theirs: string): Fields {
  if (!isKnown) return { total: _.lt(perDay()), unknown: _.not(_.gte(unknownPerDay())) }
  return _.or([{ total: _.lt(perDay()) }, { [`${theirs}.count`]: _.exists(false) }]) as unknown as Fields
}

const isPaid = ({ total, unknown = 0, count = 0 }: DayCounts, { isKnown }: CodeRequest): boolean =>
  (total < perDay() && (isKnown || unknown < unknownPerDay())) || (isKnown && count === 0)

/** The day's counts for one address and one WeChat account; a field is absent until its first request. */
interface DayCounts {
  total: number
  unknown?: number
  press?: string
  at?: Date
  count?: number
  person?: number
}

/** The day's counts, or null before the day's first request. */
async function loadDay(_id: string, theirs: string, person: string): Promise<DayCounts | null> {
  const fields = { press: `$${theirs}.press`, at: `$${theirs}.at`, count: `$${theirs}.count` }
  const [day] = await codeRequests.aggregate<DayCounts>(1, pipeline =>
    pipeline.match({ _id }).project({ total: 1, unknown: 1, ...fields, person: `$${person}` }),
  )
  return day ?? null
}

/** True when the address and the WeChat are within their limits. */
const isOpen = ({ at, count = 0, person = 0 }: DayCounts, lately: Date): boolean =>
  count < A_DAY.address && person < A_DAY.person && !(at && at > lately)

/** Releases the minute, because nothing was sent. The day's count stays, so that a failing gateway is not flooded. */
export async function releaseMinute(request: CodeRequest, now: Date): Promise<void> {
  const { press } = request
  const theirs = addressOf(request)
  const change = { [`${theirs}.at`]: _.remove(), [`${theirs}.press`]: _.remove() }
  await codeRequests.update({ _id: dateOf(now), [`${theirs}.press`]: press }, change)
}

/** The minute does not end at midnight. */
const isRequestedYesterday = (theirs: string, lately: Date) =>
  codeRequests.first({ _id: dateOf(+lately), [`${theirs}.at`]: _.gt(lately) })

const addressOf = ({ address, isOwn }: CodeRequest): string =>
  `${isOwn ? 'own' : 'addresses'}.${digest('address', address)}`
