import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import readXlsxFile from 'read-excel-file/node'
import { toCsv } from '../../cloudfunctions/kernel/files/csv'
import { type Cell, toXlsx } from '../../cloudfunctions/kernel/files/xlsx'

/** Typed texts, with formulas, quotes and signs of markup among them; blank cells have nothing to compare. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      '=1+1',
      '+1',
      '-1',
      '@x',
      '＝1',
      ' =1',
      '\t=1',
      '"',
      'a,b',
      'a\nb',
      '<b>&amp;',
      '_x000D_',
    ),
  )
  .filter(value => value.trim() === value && value !== '')
const sheet = (cell: fc.Arbitrary<Cell>) =>
  fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 })

test('a csv gives every text back, and no cell begins as a formula does', () => {
  fc.assert(
    fc.property(sheet(text), lines => {
      const read = parse(toCsv(lines), { bom: true, relaxColumnCount: true }) as string[][]
      for (const [i, line] of lines.entries())
        for (const [n, value] of line.entries()) {
          const cell = read[i]![n]!
          expect([value, `'${value}`]).toContain(cell)
          expect(cell).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠]/u)
        }
    }),
  )
})

test('a workbook gives every text and every number back as what it is', async () => {
  await fc.assert(
    fc.asyncProperty(sheet(fc.oneof(text, fc.integer({ min: -1000, max: 1000 }))), async lines => {
      const read = (await readXlsxFile(toXlsx('Sheet1', lines)))[0]!.data
      expect(read).toEqual(lines)
    }),
    { numRuns: 30 },
  )
})
