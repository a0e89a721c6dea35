import fc from 'fast-check'
import * as v from 'valibot'
import {
  accountKey,
  nameKey,
  toAscii,
  toFigures,
  toFreeText,
  toLine,
  toName,
} from '#contract/kernel/canonical-text'
import * as fields from '#contract/kernel/fields'
import { full, seedNumber } from '../make/sampling'

const refused = (schema: v.GenericSchema, values: unknown[]) =>
  expect(values.filter(value => v.is(schema, value))).toEqual([])

const takes = (schema: v.GenericSchema, given: Record<string, string>) =>
  expect(Object.keys(given).map(value => v.parse(schema, value))).toEqual(Object.values(given))

test('text holds what people type, and neither control characters nor halves of letters', () => {
  const text = fields.text(1, 10)
  for (const typed of ['字', '=1+1', '<b>', '👩‍👧', 'a\nb', 'a\tb', '\u200bb', '，。', '１'])
    expect(v.parse(text, typed)).toBe(typed)
  takes(text, { ' \u3000字\ufeff': '字', 'a\r\nb\rc\u2028d': 'a\nb\nc\nd', '\u202eb\u2066': 'b' })
  refused(text, ['a\u0000', 'a\u0007b', '\u001b[31m', 'a\u000bb', 'a\u007f', '\ud800b', 'b\udc00', 'a\u009b'])
  refused(text, ['', ' ', '\u200b', '\u3164', '\u202e', '字'.repeat(11), 1, null, ['a'], { $ne: '' }])
  expect(v.parse(fields.text(0, 10), '\u2067')).toBe('')
})

test('a line has no line breaks, single blanks, and letters of one shape', () => {
  takes(fields.line(1, 10), {
    'a\r\n b\u0085c': 'a b c',
    '灯\u200b坏\u3164了': '灯坏了',
    'Ａ１，ｂ': 'A1，b',
    '⼈⼯': '人工',
    '👩‍👧❤️': '👩‍👧❤️',
    'e\u0301': 'é',
  })
  refused(fields.line(1, 10), ['\n', '\u200b\u2060', '\u3164', '\u2800', 'a\u0007b'])
  refused(fields.label(10), ['、', '👍', '\u200b-', ''])
})

test('a length counts code points', () => {
  for (const field of [fields.line(1, 2), fields.text(1, 2), fields.label(2)])
    expect(v.parse(field, '𠮷野')).toBe('𠮷野')
  expect(v.parse(fields.personName, '𠮷'.repeat(20))).toBe('𠮷'.repeat(20))
  refused(fields.personName, ['𠮷'.repeat(21)])
})

test('a name has no blanks beside Chinese, and one blank between Latin words', () => {
  takes(fields.personName, {
    '张　三': '张三',
    '马\n六': '马六',
    '张\u200b三': '张三',
    'Anna \u00a0 Lee': 'Anna Lee',
    Ａnna: 'Anna',
    '买买提•艾力': '买买提·艾力',
    '买买提 · 艾力': '买买提·艾力',
    '\u202e张三': '张三',
  })
  takes(fields.departmentName, {
    '图书\u200b 馆': '图书馆',
    'MBA 中心': 'MBA中心',
    'School  of\tLaw': 'School of Law',
  })
  refused(fields.personName, ['', ' ', '\u200b', '\u3164', '\u2060', '··', '𠮷'.repeat(21)])
  refused(fields.departmentName, [
    '科研处/社科处',
    '科研处／社科处',
    '文学院;中文系',
    '文学院；中文系',
    '\u3164',
  ])
})

test('a person is not called like an office of the product', () => {
  refused(fields.personName, [
    '系统管理员',
    '系 统 管 理 员',
    '系·统·管理员',
    '微办公',
    '微\u200b办公客服',
    '管理員',
    '客服小王',
    'Admin',
    'ＡＤＭＩＮ',
    'WeOffice',
    '控制台',
    '已注销',
  ])
  for (const name of ['管理', '上官方圆', '柯服', '官正方', 'Adminah Lee'])
    expect(v.parse(fields.personName, name)).toBe(name)
})

test('names and accounts are compared without what cannot be seen or does not matter', () => {
  const keys = ['计算机学院（软件）', '计算机 学院(软件)', '计算机学院\u200b（软件）'].map(nameKey)
  expect(new Set(keys).size).toBe(1)
  expect(nameKey('MBA中心')).toBe(nameKey('ｍｂａ 中心'))
  expect(nameKey('文学院')).not.toBe(nameKey('理学院'))
  expect(accountKey('ZS1')).toBe(accountKey('zs1'))
})

test('every cleaning done again changes nothing', () => {
  const letters = fc.constantFrom(
    ...'a字 \n\r\u0085\u2028\u200b\u202e\u200d\ufe0f❤👩\u3000Ａ１，（/"\'=+8６·•\u0301ｶﾞ\ud835\udfcf\u3164-',
  )
  const texts = fc.oneof(
    fc.array(letters).map(all => all.join('')),
    fc.string({ unit: 'binary' }),
  )
  for (const clean of [toFreeText, toLine, toName, toAscii, toFigures, nameKey])
    fc.assert(
      fc.property(texts, text => expect(clean(clean(text))).toBe(clean(text))),
      { seed: seedNumber, numRuns: full ? 5000 : 50 },
    )
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

test('fields of figures take what the figures show', () => {
  takes(fields.phone, {
    '\u202d19900001001\u202c': '19900001001',
    '１９９００００１００１': '19900001001',
    "'19900001001": '19900001001',
    '="19900001001"': '19900001001',
    '8619900001002': '19900001002',
    '0086 199 0000 1002': '19900001002',
    '（+86）199–0000–1002': '19900001002',
  })
  takes(fields.verificationCode, { '１２３４５６': '123456', '123 456': '123456', '\u200b123456': '123456' })
  takes(fields.accountName, {
    '２０２６': '2026',
    "'0012": '0012',
    '="0012"': '0012',
    ZS1: 'ZS1',
    Ａ＿1: 'A_1',
  })
  takes(fields.qqNumber, { '１２３４５': '12345', '\u202a12345\u202c': '12345' })
  takes(fields.officeNumber, { '０５７１－８８８８': '0571-8888', "'8001": '8001', '': '' })
  takes(fields.wechatId, { ｚ＿q: 'z_q', 'z\u200bq': 'zq' })
  refused(fields.verificationCode, ['12345', '1234567', '12345a', ''])
  refused(fields.accountName, ['', '20 26', '张三', "'", '=""'])
})

test('a mail address is one address, without a line of a header', () => {
  for (const given of [
    ' T-Lin@Example.edu ',
    'ｔ－ｌｉｎ＠ｅｘａｍｐｌｅ．ｅｄｕ',
    '\u200bt-lin@example.edu',
  ])
    expect(v.parse(fields.emailAddress, given)).toBe('t-lin@example.edu')
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
    'cloud://x/incoming/o-x/../../exports/1.csv',
    'cloud://x/incoming/o-x/..',
    'cloud://x/incoming/o-x/a\u0000b',
    '',
  ])
})
