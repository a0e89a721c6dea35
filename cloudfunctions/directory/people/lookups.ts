import { createHash } from 'node:crypto'
import { HOUR } from '#contract/kernel/time'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import { scopeOf } from '../../kernel/identity/policy'
import { consume, type RateLimit } from '../../kernel/rate-limit'
import type { ParsedSearch } from './parse-search'

/** How many numbers one member looks up: whoever tries numbers one after the other learns no more than these. */
const LOOKUPS: RateLimit = { field: 'lookups', most: 10, within: HOUR }
/** Fewer figures are a class, a year, or a number that is still being typed. */
const FIGURES = 6

/**
 * Counts the look-up of a phone, student or QQ number, found or not; refuses TOO_OFTEN. The number of before asked again
 * is none, nor is one that goes on where that one ended: so it looks when somebody types. Names are never counted, nor
 * what administrators of the contacts do.
 */
export async function countLookup(sought: ParsedSearch, actor: Member, now: Date): Promise<void> {
  const number = numberIn(sought)
  if (!number || scopeOf(actor, 'directory.admin').length) return
  const key = digest(actor, number)
  if (await isContinued(actor, number, key)) return
  await consume(LOOKUPS, { actor, now, key })
}

const numberIn = (sought: ParsedSearch): string =>
  'phone' in sought ? sought.phone : sought.words.filter(isNumber).join(' ')

const isNumber = (word: string): boolean =>
  /^[\w.-]+$/.test(word) && word.replace(/\D/g, '').length >= FIGURES

/** The row does not say in plain figures whom somebody looked for. */
const digest = ({ _id }: Member, number: string): string =>
  createHash('sha256').update(`${_id}\n${number}`).digest('hex').slice(0, 32)

/** Puts the longer number in the place of the one it begins with; of many at once, one does. */
async function isContinued(actor: Member, number: string, key: string): Promise<boolean> {
  const last = actor.lookups?.lastKey
  const beginnings = Array.from({ length: number.length - FIGURES }, (_one, i) =>
    number.slice(0, FIGURES + i),
  )
  if (!last || !beginnings.some(begun => digest(actor, begun) === last)) return false
  return members.update({ _id: actor._id, 'lookups.lastKey': last }, { 'lookups.lastKey': key })
}
