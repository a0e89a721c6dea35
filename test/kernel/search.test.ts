import fc from 'fast-check'
import { searchTerms, TEXT_TERM } from '../../cloudfunctions/kernel/search-terms'

const found = (query: string, source: Parameters<typeof searchTerms>[0]) =>
  searchTerms(source).some(term => term.startsWith(query))

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
        const letters = [...text.toLowerCase()]
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
