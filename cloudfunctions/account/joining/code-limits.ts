import { CODE } from '#contract/account'
import { refuse } from '#contract/kernel/errors'
import { dateOf, MINUTE, midnight } from '#contract/kernel/time'
import { _ } from '../../kernel/data/cloud'
import { table } from '../../kernel/data/table'
import { digest } from './digest'

/** Who asked for codes on a day. One document, so that one conditional update keeps every limit, however many ask at once. */
interface Day {
  _id: string
  at: Date
  total: number
}

const codeRequests = table<Day>('asks')

const A_DAY = { address: 5, person: 10 }
/** SMS cost money: no more than this a day, whoever asks. */
const perDay = (): number => Number(process.env.CODES_PER_DAY) || 2000

export interface CodeRequest {
  openid: string
  address: string
  press: string
}

/**
 * Counts the press, or refuses TOO_OFTEN: one a minute and five a day for an address, ten a day for a WeChat, a cap
 * for all together. False when the same press was counted before.
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
  // The first of the day, or just after it.
  if (!day) await codeRequests.add({ _id, at: new Date(midnight(now)), total: 0 })
  return countRequest({ openid, address, press }, now)
}

/** What the day's document says of one address and one WeChat; what it never counted is not there. */
interface DayCounts {
  total: number
  press?: string
  at?: Date
  count?: number
  person?: number
}

/** Null when nobody has asked that day. */
async function loadDay(_id: string, theirs: string, person: string): Promise<DayCounts | null> {
  const fields = { press: `$${theirs}.press`, at: `$${theirs}.at`, count: `$${theirs}.count` }
  const [day] = await codeRequests.aggregate<DayCounts>(1, pipeline =>
    pipeline.match({ _id }).project({ total: 1, ...fields, person: `$${person}` }),
  )
  return day ?? null
}

/** True when no limit is reached: then the day's document came between the count and the look. */
const isOpen = ({ total, at, count = 0, person = 0 }: DayCounts, lately: Date): boolean =>
  total < perDay() && count < A_DAY.address && person < A_DAY.person && !(at && at > lately)

/** The minute is given back, because nothing was sent; the day's count stays, so that a gateway in trouble is not flooded. */
export async function releaseMinute({ address, press }: CodeRequest, now: Date): Promise<void> {
  const theirs = addressOf(address)
  const change = { [`${theirs}.at`]: _.remove(), [`${theirs}.press`]: _.remove() }
  await codeRequests.update({ _id: dateOf(now), [`${theirs}.press`]: press }, change)
}

/** The minute does not end at midnight. */
const isRequestedYesterday = (theirs: string, lately: Date) =>
  codeRequests.first({ _id: dateOf(+lately), [`${theirs}.at`]: _.gt(lately) })

const addressOf = (address: string): string => `addresses.${digest('address', address)}`
