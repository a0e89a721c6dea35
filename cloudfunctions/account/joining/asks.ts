import { CODE } from '#contract/account'
import { refuse } from '#contract/kernel/errors'
import { dateOf, MINUTE, midnight } from '#contract/kernel/time'
import { _ } from '../../kernel/cloud'
import { table } from '../../kernel/table'
import { digest } from './digest'

/** Who asked for codes on a day. One document, so that one conditional update keeps every limit, however many ask at once. */
interface Day {
  _id: string
  at: Date
  total: number
}

const asks = table<Day>('asks')

const A_DAY = { address: 5, person: 10 }
/** SMS cost money: no more than this a day, whoever asks. */
const perDay = (): number => Number(process.env.CODES_PER_DAY) || 2000

export interface Ask {
  openid: string
  address: string
  press: string
}

/**
 * Counts the press, or refuses TOO_OFTEN: one a minute and five a day for an address, ten a day for a WeChat, a cap
 * for all together. False when the same press was counted before.
 */
export async function counted({ openid, address, press }: Ask, now: Date): Promise<boolean> {
  const _id = dateOf(now)
  const theirs = addressOf(address)
  const person = `people.${digest('person', openid)}`
  const lately = new Date(+now - CODE.secondsBetween * 1000)
  if (+now - midnight(now) < MINUTE && (await askedYesterday(theirs, lately))) refuse('TOO_OFTEN')
  const count = () =>
    asks.update(
      {
        ...{ _id, total: _.lt(perDay()), [person]: _.not(_.gte(A_DAY.person)) },
        ...{ [`${theirs}.count`]: _.not(_.gte(A_DAY.address)), [`${theirs}.at`]: _.not(_.gt(lately)) },
      },
      {
        ...{ total: _.inc(1), [person]: _.inc(1), [`${theirs}.count`]: _.inc(1) },
        ...{ [`${theirs}.at`]: now, [`${theirs}.press`]: press },
      },
    )
  if (await count()) return true
  const day = await look(_id, theirs)
  if (day) return day.press === press ? false : refuse('TOO_OFTEN')
  // The first of the day, or one of the first.
  await asks.add({ _id, at: new Date(midnight(now)), total: 0 })
  return counted({ openid, address, press }, now)
}

/** The last press for the address, of all that the day's document holds; null when there is none yet. */
async function look(_id: string, theirs: string): Promise<{ press?: string } | null> {
  const [day] = await asks.aggregate<{ press?: string }>(1, pipeline =>
    pipeline.match({ _id }).project({ press: `$${theirs}.press` }),
  )
  return day ?? null
}

/** The minute is given back, because nothing was sent; the day's count stays, so that a gateway in trouble is not flooded. */
export async function giveMinuteBack({ address, press }: Ask, now: Date): Promise<void> {
  const theirs = addressOf(address)
  const change = { [`${theirs}.at`]: _.remove(), [`${theirs}.press`]: _.remove() }
  await asks.update({ _id: dateOf(now), [`${theirs}.press`]: press }, change)
}

/** Takes away the counts of days gone by. */
export const dropAsks = (before: Date): Promise<number> => asks.removeAll({ at: _.lt(before) })

/** The minute does not end at midnight. */
const askedYesterday = (theirs: string, lately: Date) =>
  asks.first({ _id: dateOf(+lately), [`${theirs}.at`]: _.gt(lately) })

const addressOf = (address: string): string => `addresses.${digest('address', address)}`
