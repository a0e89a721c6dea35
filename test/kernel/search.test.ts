import fc from 'fast-check'
import { fold } from '../../cloudfunctions/kernel/search/fold'
import { MOST_FORMS } from '../../cloudfunctions/kernel/search/names'
import { MOST_WAYS, readQuery } from '../../cloudfunctions/kernel/search/query'
import { searchTerms, TEXT_TERM } from '../../cloudfunctions/kernel/search/terms'

function found(query: string, source: Parameters<typeof searchTerms>[0]): boolean {
  const terms = searchTerms(source)
  return readQuery(query).some(words => words.every(word => terms.some(term => term.startsWith(word))))
}

test.each([
  ['林知微', true],
  ['知微', true],
  ['lin', true],
  ['lzw', true],
  ['zhiwei', true],
  ['微', false],
  ['wei', false],
])('T-31: a name is found by %s: %s', (query, expected) => {
  expect(found(query, { names: ['林知微'] })).toBe(expected)
})

test('T-31: a surname is read as one in a name, and as any other word elsewhere', () => {
  expect(found('shan', { names: ['单明'] })).toBe(true)
  expect(found('dan', { words: ['单明'] })).toBe(true)
})

test('T-31: a number is found as it is written, a word by its spelling and its initials', () => {
  const source = { numbers: ['A-301', ''], words: ['明德楼', ''] }
  expect(['a-3', 'mingde', 'mdl', '明'].map(query => found(query, source))).toEqual([true, true, true, true])
  expect(found('301', source)).toBe(false)
  expect(searchTerms({ words: [''], names: [''], text: '  ' })).toEqual([])
})

test('L-12: free text is found from any letter on, each term once and none longer than is compared', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.nat(),
      fc.integer({ min: 1, max: TEXT_TERM }),
      (text, from, size) => {
        const terms = searchTerms({ text })
        const letters = [...fold(text)].slice(0, text.length)
        const part = letters
          .slice(from % (letters.length + 1))
          .slice(0, size)
          .join('')
        if (part.trim()) expect(terms.some(term => term.startsWith(part))).toBe(true)
        expect(new Set(terms).size).toBe(terms.length)
        expect(terms.every(term => [...term].length <= TEXT_TERM)).toBe(true)
      },
    ),
  )
})

test.each([
  ['full-width letters', 'ＭＩＮＧＤＥ'],
  ['syllables with blanks', 'ming de lou'],
  ['syllables as a phone composes them', 'ming\u2006de\u2006lou'],
  ['traditional characters', '明德樓'],
  ['characters and letters', '明de'],
])('T-31: a word is found by %s', (_, query) => {
  expect(found(query, { words: ['明德楼'] })).toBe(true)
})

test('T-31: a word of several words is found by them and as one', () => {
  const source = { words: ['Open Lab 实验室'] }
  expect(['open', 'openlab', 'open lab', '实验'].map(query => found(query, source))).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test('T-31: figures are never put together or taken apart', () => {
  expect(readQuery('2400 0003')).toEqual([['2400', '0003']])
  expect(readQuery('a-301')).toEqual([['a-301']])
  expect(readQuery('２４０')).toEqual([['240']])
})

/** Polyphonic characters, letters with signs, and signs alone: as many terms and ways as a text can have. */
const odd = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'尉迟单于乐行长朝重曾l üé·.-\u2006𠮷ﷺ'), maxLength: 30 }),
)

test('T-31: any text is read in a bounded number of ways, none of which demands nothing', () => {
  fc.assert(
    fc.property(odd, text => {
      const ways = readQuery(text)
      expect(ways.length).toBeGreaterThan(0)
      expect(ways.length).toBeLessThanOrEqual(MOST_WAYS)
      expect(Math.max(...ways.map(words => words.length))).toBeLessThanOrEqual(20)
      if (text.trim()) expect(ways.flat()).not.toHaveLength(0)
      if (text.trim()) expect(ways.every(words => words.length > 0 && words.every(Boolean))).toBe(true)
    }),
  )
})

test('T-31: any name has a bounded number of terms, and is found as it is written', () => {
  fc.assert(
    fc.property(odd, text => {
      const name = [...text].slice(0, 20).join('')
      const terms = searchTerms({ names: [name] })
      expect(terms.length).toBeLessThanOrEqual(MOST_FORMS)
      if (/^[\s.-]*\p{L}[\p{L}\p{M}\s.-]*$/u.test(fold(name)))
        expect(found(name, { names: [name] })).toBe(true)
    }),
  )
})
