import * as v from 'valibot'
import * as fields from '#contract/kernel/fields'

const refused = (schema: v.GenericSchema, values: unknown[]) =>
  expect(values.filter(value => v.is(schema, value))).toEqual([])

test('text holds what people type, and neither control characters nor halves of letters', () => {
  const text = fields.text(1, 10)
  for (const typed of ['字', '=1+1', '<b>', '👩‍👧', 'a\nb', 'a\tb', 'a\r\nb', '\u202eb', '\u200bb'])
    expect(v.parse(text, typed)).toBe(typed)
  expect(v.parse(text, ' \u3000字\ufeff')).toBe('字')
  refused(text, ['a\u0000', 'a\u0007b', '\u001b[31m', 'a\u000bb', 'a\u007f', '\ud800b', 'b\udc00'])
  refused(text, ['', ' ', '字'.repeat(11), 1, null, ['a'], { $ne: '' }])
})

test('an id is a name, no path, operator or expression', () => {
  for (const id of ['t-lin', 'seed_ticket-01', 'A', '0'.repeat(64)]) expect(v.parse(fields.id, id)).toBe(id)
  refused(fields.id, ['', '-a', '_a', '$ne', 'a.b', '../a', 'a b', 'a\n', 'a/b', 'é', '0'.repeat(65), 7, {}])
})

test('a page has at most twenty lines, and begins where a page before said', () => {
  expect(v.parse(fields.page, undefined)).toEqual({ size: 20 })
  expect(v.parse(fields.page, { size: 1, after: 'aZ_-9' })).toEqual({ size: 1, after: 'aZ_-9' })
  refused(fields.page, [
    { size: 0 },
    { size: 21 },
    { size: 2000 },
    { size: 1.5 },
    { size: '5' },
    { size: -1 },
  ])
  refused(fields.page, [{ after: '' }, { after: 'a=' }, { after: 'a'.repeat(401) }, { after: { $gt: '' } }])
})

test('a phone number is one of the mainland, however it is written', () => {
  for (const number of ['19900000001', '199 0000 0001', '+86-199-0000-0001', '008619900000001'])
    expect(v.parse(fields.phone, number)).toBe('19900000001')
  refused(fields.phone, ['1990000000', '199000000011', '29900000001', '+119900000001', '1990000000a', ''])
})

test('a mail address is one address, without a line of a header', () => {
  expect(v.parse(fields.emailAddress, ' T-Lin@Example.edu ')).toBe('t-lin@example.edu')
  refused(fields.emailAddress, [
    'a',
    'a@',
    'a@b@c.edu',
    'a@b.edu\nBcc: c@d.edu',
    'a@b.edu, c@d.edu',
    '<a@b.edu>',
    '',
  ])
})

test('days, clocks and moments are those of a calendar', () => {
  refused(fields.date, ['2026-02-30', '2026-13-01', '2026-1-1', '20260101', ''])
  refused(fields.clock, ['24:01', '9:00', '09:60', '09:00:00', ''])
  refused(fields.instant, ['2026-02-30T09:00:00+08:00', '2026-03-01T09:00:00', '2026-03-01T25:00:00Z', 1, ''])
})

test('a file is one that was uploaded to the folder for it', () => {
  refused(fields.fileId, [
    'cloud://x/avatars/1.png',
    'https://x.example/incoming/1.png',
    'incoming/o-x/1',
    '',
  ])
})
