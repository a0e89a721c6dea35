import type { Option } from './combine'
import { isObsolete, surnameReadings } from './name-readings'

/** Loaded on first use, because most calls need no pinyin and the dictionary is large. */
const library = (): typeof import('pinyin-pro') => require('pinyin-pro')

/** Reading of a text: in a name, surnames are read as surnames, so that 单 is shàn. */
export type Reading = 'name' | 'word'

export const isHan = (text: string): boolean => /^\p{Script=Han}+$/u.test(text)

/** The letters of a word: each Chinese character by itself, a run of other letters together. */
export const lettersOf = (word: string): string[] => word.match(/\p{Script=Han}|\P{Script=Han}+/gu) ?? []

/** The likeliest pinyin of each letter of a folded word, without tones; other letters stay as they are. */
export function spell(word: string, reading: Reading): string[] {
  const heads = reading === 'name' ? surnameReadings(word) : []
  const runs = word.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? []
  const spelt = runs.flatMap((run, i) => (isHan(run) ? spellRun(run, i ? 'word' : reading) : [run]))
  return spelt.map((syllable, i) => heads[i] ?? syllable)
}

function spellRun(run: string, reading: Reading): string[] {
  const surname = reading === 'name' ? 'head' : 'off'
  const spelt = library().pinyin(run, { toneType: 'none', type: 'array', v: true, surname })
  const letters = [...run]
  return spelt.length === letters.length ? spelt : letters.map(letter => readingsOf(letter)[0]!)
}

/** Characters have at most this many readings; the dictionary gives the commonest first. */
const MOST_READINGS = 4

const known = new Map<string, string[]>()

/** Readings of a character without tones, the commonest first; a letter without a reading is its own. */
export function readingsOf(letter: string): string[] {
  const found = known.get(letter)
  if (found) return found
  const all = isHan(letter)
    ? library().pinyin(letter, { toneType: 'none', type: 'array', v: true, multiple: true })
    : [letter]
  const readings = [...new Set(all)].filter(one => !isObsolete(letter, one)).slice(0, MOST_READINGS)
  known.set(letter, readings.length ? readings : [letter])
  return known.get(letter)!
}

/** The syllables a letter is typed by, `likeliest` first; ü is typed as v or, as passports write it, as yu. */
export function syllablesOf(letter: string, likeliest?: string): Option[] {
  const readings = [...new Set([...(likeliest ? [likeliest] : []), ...readingsOf(letter)])]
  return readings.flatMap((text, i): Option[] => {
    const passport = isHan(letter) && /^[ln]v/.test(text) ? [{ text: text.replace('v', 'yu'), cost: i }] : []
    return [{ text, cost: i }, ...passport]
  })
}
