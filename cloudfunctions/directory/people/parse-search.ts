import * as v from 'valibot'
import type { Contact } from '#contract/account'
import { phone, qqNumber } from '#contract/kernel/fields'
import { _ } from '../../kernel/data/cloud'
import { matches, PREFIX_END } from '../../kernel/data/search'
import type { Fields } from '../../kernel/data/table'
import type { Member } from '../../kernel/identity/member'
import { ALL, departmentsWithin } from '../../kernel/identity/policy'
import { fold } from '../../kernel/search/fold'
import { wordsOf } from '../../kernel/search/query'

/** A search by phone number, or by folded words. */
export type ParsedSearch = { phone: string } | { words: string[] }

/** Reads a text as a whole phone number in any notation, or else as words; a text of signs alone is its own word. */
export function parseSearch(text: string): ParsedSearch {
  const number = v.safeParse(phone, fold(text))
  if (number.success) return { phone: number.output }
  const words = wordsOf(text).map(withoutHyphen)
  return { words: words.length ? words : [text] }
}

/** A number with its area code is found with and without the hyphen. */
const withoutHyphen = (word: string): string => (/^0\d{2,3}-\d+$/.test(word) ? word.replace(/-/g, '') : word)

/**
 * The ways to find a person, each a list of conditions that must all hold: the phone number; or words that
 * each begin one of the person's terms; or the same with one word that begins their QQ number. Numbers count
 * only where the actor may see them.
 */
export function matchAlternatives(sought: ParsedSearch, actor: Member): Fields[][] {
  if ('phone' in sought) return [[{ phone: sought.phone }, ...visibleContact(actor, 'phone')]]
  const { words } = sought
  const qq = words.find(word => v.is(qqNumber, word))
  if (!qq) return matches(words.join(' '))
  const others = matches(words.filter(word => word !== qq).join(' '))
  const begins = { qq: _.and(_.gte(qq), _.lt(qq + PREFIX_END)) }
  const contact = [begins, ...visibleContact(actor, 'qq')]
  return [...matches(words.join(' ')), ...others.map(way => [...way, ...contact])]
}

/** The conditions under which the actor may see a person's contact; empty for an administrator of everyone. */
function visibleContact(actor: Member, contact: Contact): Fields[] {
  const inside = departmentsWithin(actor, 'directory.admin')
  if (inside === ALL) return []
  const shows = `shows.${contact}`
  return [
    _.or([
      { _id: actor._id },
      { [shows]: 'everyone' },
      { [shows]: 'department', departments: _.in(actor.departments) },
      { departments: _.in(inside) },
    ]) as unknown as Fields,
  ]
}
