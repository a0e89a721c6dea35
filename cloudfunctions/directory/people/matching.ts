import * as v from 'valibot'
import type { Contact } from '#contract/account'
import { phone } from '#contract/kernel/fields'
import type { Member } from '../../kernel/actor'
import { _ } from '../../kernel/cloud'
import { ALL, reach } from '../../kernel/policy'
import { BEYOND, beginning } from '../../kernel/search'
import type { Fields } from '../../kernel/table'

/** What a search looks for. */
export type Sought = { phone: string } | { words: string[] }

/** A whole phone number, however it is written, or words in small letters. */
export function soughtIn(text: string): Sought {
  const number = v.safeParse(phone, text)
  if (number.success) return { phone: number.output }
  return { words: [...new Set(text.toLowerCase().split(/\s+/).map(bare))] }
}

/** A number with its area code is found with and without the hyphen. */
const bare = (word: string): string => (/^0\d{2,3}-\d+$/.test(word) ? word.replace(/-/g, '') : word)

/**
 * The ways to find somebody, each a list of conditions that must all hold: by the phone number, or by words that each
 * begin one of their terms; one of the words may begin a QQ number. Numbers are found by who may see them.
 */
export function matching(sought: Sought, actor: Member): Fields[][] {
  if ('phone' in sought) return [[{ phone: sought.phone }, ...shownTo(actor, 'phone')]]
  const { words } = sought
  const qq = words.find(word => QQ.test(word))
  if (!qq) return [words.flatMap(beginning)]
  const others = words.filter(word => word !== qq).flatMap(beginning)
  const begins = { qq: _.and(_.gte(qq), _.lt(qq + BEYOND)) }
  return [words.flatMap(beginning), [begins, ...others, ...shownTo(actor, 'qq')]]
}

const QQ = /^\d{5,12}$/

/** Conditions under which a contact of somebody is the actor's to know; none for who administers everybody. */
function shownTo(actor: Member, contact: Contact): Fields[] {
  const inside = reach(actor, 'directory.admin')
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
