import { HOUR } from '#contract/kernel/time'
import { derivedId } from '../../kernel/derived-id'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import { scopeOf } from '../../kernel/identity/policy'
import { consume, type RateLimit } from '../../kernel/rate-limit'
import type { ParsedSearch } from './parse-search'

/** The most numbers that one member looks up, so that trying numbers one after the other reveals few people. */
const LOOKUPS: RateLimit = { field: 'lookups', most: 10, within: HOUR }
/** Fewer figures are a class, a year, or a number that is still being typed. */
const FIGURES = 6

/**
 * Counts the look-up of a phone, student or QQ number, found or not; refuses TOO_OFTEN. Repeating the last number is
 * free, and so is continuing it, as typing does. Names are never counted, nor look-ups by administrators.
 */
export async function countLookup(sought: ParsedSearch, actor: Member, now: Date): Promise<void> {
  const number = numberIn(sought)
  if (!number || scopeOf(actor, 'directory.admin').length) return
  const key = digest(actor, number)
  if (await isContinued(actor, number, key)) return
  await consume(LOOKUPS, { actor, now, key })
}

const numberIn = (sought: ParsedSearch): string =>
  'phone' in sought ? sought.phone : [...new Set(sought.words.filter(isNumber))].join(' ')

const isNumber = (word: string): boolean =>
  /^[\w.-]+$/.test(word) && word.replace(/\D/g, '').length >= FIGURES

/** The member's row holds a digest, so that it does not tell whose number was looked up. */
const digest = ({ _id }: Member, number: string): string => derivedId(_id, number)

/** Puts the longer number in the place of the one it begins with; of many at once, one does. */
async function isContinued(actor: Member, number: string, key: string): Promise<boolean> {
  const last = actor.lookups?.lastKey
  const beginnings = Array.from({ length: number.length - FIGURES }, (_one, i) =>
    number.slice(0, FIGURES + i),
  )
  if (!last || !beginnings.some(begun => digest(actor, begun) === last)) return false
  return members.update({ _id: actor._id, 'lookups.lastKey': last }, { 'lookups.lastKey': key })
}
