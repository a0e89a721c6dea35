import { combine } from './combine'
import { fold } from './fold'
import { isHan, lettersOf, syllablesOf } from './pinyin'

/** The most ways in which a query is read; each is a branch of the database’s query. */
export const MOST_WAYS = 12
/** Further words are not looked at; a name with its post has fewer. */
const MOST_WORDS = 10
/** The most spellings of the characters in a word that mixes them with letters. */
const MOST_SPELLINGS = 4

/**
 * The ways to read a query, the likeliest first: each is a list of folded beginnings, all of which some term must have. A blank
 * stands between words, or between the syllables of one name: `讲师 lin zhi wei`. An empty query is one way without demands.
 */
export function readQuery(query: string): string[][] {
  const words = joinInitials(wordsOf(query)).slice(0, MOST_WORDS)
  if (!words.length) return [query.trim() ? [query.trim()] : []]
  const pieces = joinInitials(words.flatMap(piecesOf)).slice(0, MOST_WORDS)
  const ways = [words, pieces, ...groupings(pieces)]
    .filter(way => way.length)
    .flatMap(spellings)
    .map(way => [...new Set(way)])
  const distinct = new Map(ways.map(way => [way.join(' '), way]))
  return [...distinct.values()].slice(0, MOST_WAYS)
}

/** The folded words of a query. */
export const wordsOf = (query: string): string[] => fold(query).split(/\s+/u).filter(Boolean)

/** True for letters without figures: only they are taken apart and put together, so that a number stays what was typed. */
const isName = (word: string): boolean => /^[\p{L}\p{M}.-]+$/u.test(word)

/** The parts of a name; none of a word of signs alone. */
const piecesOf = (word: string): string[] => (isName(word) ? word.split(/[.-]+/u).filter(Boolean) : [word])

/** Single letters in a row are the initials of one name. */
function joinInitials(pieces: string[]): string[] {
  const joined: string[] = []
  let isOpen = false
  for (const piece of pieces) {
    const isInitial = /^[a-z]$/.test(piece)
    if (isInitial && isOpen) joined.push(joined.pop()! + piece)
    else joined.push(piece)
    isOpen = isInitial
  }
  return joined
}

/** The pieces as one name, and as two groups that are one name each. */
function groupings(pieces: string[]): string[][] {
  if (pieces.length < 2) return []
  const splits = pieces.map((_piece, i) =>
    [pieces.slice(0, i), pieces.slice(i)].filter(group => group.length),
  )
  return splits
    .filter(groups => groups.every(group => group.length === 1 || group.every(isName)))
    .map(groups => groups.map(group => group.join('')))
}

/** The way with each word that mixes characters and letters in place of what is asked of the terms. */
function spellings(way: string[]): string[][] {
  let ways: string[][] = [[]]
  for (const word of way) {
    const readings = demandsOf(word)
    ways = ways.flatMap(before => readings.map(demands => [...before, ...demands])).slice(0, MOST_SPELLINGS)
  }
  return ways
}

/**
 * A word of characters and letters, `林zw` or `l知微`, stands as it is, `A座`, or is spelt in letters alone, by each reading of
 * its characters; the characters are demanded besides where they begin the name or follow its first syllable.
 */
function demandsOf(word: string): string[][] {
  const runs = word.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? []
  if (runs.length < 2 || !/^[\p{Script=Han}a-z]+$/u.test(word)) return [[word]]
  const written = writtenPart(runs)
  const spelt = combine(
    lettersOf(word).map(letter => syllablesOf(letter)),
    MOST_SPELLINGS,
  )
  return [[word], ...spelt.map(text => [...written, text])]
}

function writtenPart(runs: string[]): string[] {
  const [first = '', last = ''] = runs
  if (isHan(first)) return [first]
  return runs.length === 2 && isSyllable(first) ? [last] : []
}

/** True for an initial, or for the letters of one syllable. */
const isSyllable = (letters: string): boolean => /^(?:[zcs]h|[a-z])?[aeiouv]*(?:ng?|r)?$/.test(letters)
