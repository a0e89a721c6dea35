import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { findNames, membersOf } from '../../scripts/bench/names/cloud'
import { labelledNames, measureSearch } from '../../scripts/bench/names/measure'
import { seed } from '../../scripts/seed'
import { departments } from '../../scripts/seed/departments'
import { members } from '../../scripts/seed/members'
import { HOSTILE } from '../make/hostile'
import { sample } from '../make/sampling'
import { aWorld, codeOf } from '../make/world'

/** Members of one department; their names are found nowhere in the seed. */
const named = (...names: string[]): Member[] =>
  names.map(name =>
    newMember({ _id: `n-${name}`.slice(0, 60), name, kind: 'staff', departments: ['lit-cn'] }, departments),
  )

const NAMES =
  `林知微 欧阳修文 上官婉清 司马亮 范徐丽泰 郑晟 王乐 孙曾 周朝晖 李重阳 种明 秘明 洗明 祭明 单于明 晟明 吕略 張國榮 吳晓
  阿卜杜拉·买买提 古丽娜.艾力 戴安娜 万俟明 尉迟明 覃明`
    .trim()
    .split(/\s+/)
const people = [
  ...named(...NAMES, 'José García', 'Anna-Lena Müller', "Sean O'Neil"),
  ...membersOf(labelledNames().people),
]

const world = aWorld({ seed: now => ({ ...seed(now), members: [...members, ...people] }) })
const search = (input: object) => world.as('t-lin').directory.search(input as { text: string })
const found = (text: string) => findNames(search, text)

describe.each([
  ['欧阳修文', ['修文', 'xiuwen', 'xw', '阳修文', 'yangxw', 'oyxw', 'ouyangxiuwen']],
  ['上官婉清', ['婉清', 'wanqing', 'wq', 'sgwq']],
  ['司马亮', ['亮', 'liang', 'sml', '马亮']],
  ['范徐丽泰', ['徐丽泰', '丽泰', 'litai', 'lt']],
  ['林知微', ['知微', 'zhiwei', 'zw', 'zhwei']],
  [
    '阿卜杜拉·买买提',
    ['买买提', '阿卜杜拉', 'maimaiti', 'mmt', '阿卜杜拉买买提', '阿卜杜拉.买买提', 'abdlmmt'],
  ],
  ['古丽娜.艾力', ['艾力', '古丽娜艾力', 'guln', '古丽娜·艾力']],
  ['José García', ['jose', 'garcia', 'García', 'jose garcia', 'garcia jose', 'jg', 'JOSÉ']],
  ['Anna-Lena Müller', ['anna lena', 'lena', 'annalena', 'müller', 'muller', 'Anna-Lena']],
  ["Sean O'Neil", ['oneil', "o'neil", 'O’Neil', 'seano']],
])('F1: %s', (name, queries) => {
  test.each(queries)('F1: the person is found by %s', async text => {
    expect(await found(text)).toContain(name)
  })
})

describe.each([
  ['郑晟', ['zhengsheng', 'zhengcheng', 'cheng']],
  ['王乐', ['wangle', 'wangyue', 'wy', 'yue']],
  ['孙曾', ['sunceng', 'sunzeng', 'sz']],
  ['周朝晖', ['zhouchaohui', 'zhouzhaohui', 'zhaohui', 'chaohui']],
  ['李重阳', ['lichongyang', 'lizhongyang', 'lcy', 'lzy', 'chongyang']],
  ['覃明', ['qinming', 'tanming']],
  ['吕略', ['lvlve', 'lyulyue']],
])('F3: %s', (name, queries) => {
  test.each(queries)('F3: the person is found by the reading %s', async text => {
    expect(await found(text)).toContain(name)
  })
})

test.each([
  ['种明', 'chong'],
  ['秘明', 'bi'],
  ['洗明', 'xian'],
  ['祭明', 'zhai'],
  ['单于明', 'chan yu'],
  ['晟明', 'cheng'],
  ['万俟明', 'mo qi'],
  ['尉迟明', 'yu chi'],
  ['吳晓', 'wu'],
])('F3: %s is sorted by the likeliest reading %s', async (name, reading) => {
  const row = people.find(person => person.name === name)!
  expect(row.sortKey.startsWith(`${reading} `)).toBe(true)
  const { items } = await search({ text: name })
  expect(items.map(({ initial }) => initial)).toEqual([reading[0]!.toUpperCase()])
})

test('F3: a Latin name with an accent is sorted under its letter', () => {
  expect(named('Émile Zola')[0]!.sortKey).toBe('emile zola Émile Zola')
})

describe.each([
  [
    '林知微',
    [
      'lin zhi wei',
      'lin\u2006zhi\u2006wei',
      "lin'zhi'wei",
      'lin’zhi’wei',
      'lin zhi w',
      'lin\u200bzhiwei',
      'linzw',
      'lzhiwei',
      '林zw',
      '林zhiwei',
      '林知w',
      'l知微',
      'lin知微',
      'ｌｚｗ',
      'l z w',
      'l\u2006zh\u2006w',
      'línzhīwēi',
      '林 知 微',
      ' 林　知微',
      'LinZhiWei',
      'zhong wen xi lin zhi wei',
      'lzw 中文',
    ],
  ],
  ['吕略', ['lvlve', 'lülüe', 'LÜ', 'lyu', 'lu\u0308 lu\u0308e', 'lǚ', '吕lyue', '呂略']],
  ['張國榮', ['张国荣', '張國榮', '张國', 'zhangguorong', '国荣', '張gr', 'z国荣']],
  ['吳晓', ['吴晓', '吳曉', '吴曉', 'wuxiao']],
])('F4: %s', (name, queries) => {
  test.each(queries)('F4: the person is found by “%s”', async text => {
    expect(await found(text)).toContain(name)
  })
})

test.each([
  ['the second character of the given name', '微'],
  ['the second syllable of the given name', 'wei lin'],
  ['syllables in the wrong order', 'zhilinwei'],
  ['another given name behind the surname', '林zy'],
  ['another surname before the given name', '陈知微'],
  ['a reading that the name does not have', 'linzhihui'],
])('F4: 林知微 is not found by %s', async (_, text) => {
  expect(await found(text)).not.toContain('林知微')
})

test('F1, F3, F4: recall and precision over the labelled list do not fall', async () => {
  const listed = new Set(labelledNames().people.map(({ name }) => name))
  const accuracy = await measureSearch(async text => (await found(text)).filter(name => listed.has(name)))
  const all = accuracy.at(-1)!
  expect(all.queries).toBe(1_000)
  expect(all.recall).toBeGreaterThanOrEqual(0.995)
  expect(all.precision).toBeGreaterThanOrEqual(0.98)
  expect(Math.min(...accuracy.map(({ recall }) => recall))).toBeGreaterThanOrEqual(0.97)
  expect(Math.min(...accuracy.map(({ precision }) => precision))).toBeGreaterThanOrEqual(0.9)
}, 200_000)

/** Queries that are long, of signs alone, of characters beyond the basic plane, or of many readings and words. */
const ODD = [
  '.',
  "'''",
  '·',
  '- -',
  '\u2006',
  '\u0301',
  '𠮷田',
  '𠮷t',
  '👩‍👩‍👧‍👧',
  'ﷺ'.repeat(30),
  '乐'.repeat(30),
  '乐l'.repeat(15),
  'l '.repeat(15),
  'a.b-c'.repeat(6),
  'ü'.repeat(30),
  '张'.repeat(15) + 'z'.repeat(15),
  '长行重朝曾乐l',
  '林\u200f知',
  '[.*',
  '$gt',
]

test.each([
  ...ODD,
  ...sample('odd queries', Object.values(HOSTILE), 5).map(text => String(text).slice(0, 30)),
])('F4: the query %j is answered in two database calls', async text => {
  const { reply, databaseCalls } = await world.raw('t-lin', 'directory', { op: 'search', input: { text } })
  if (!reply.ok) expect(reply.error.code).toBe('INVALID_INPUT')
  else expect(databaseCalls).toBeLessThanOrEqual(2)
})

test('F4: a query of signs alone finds nobody', async () => {
  for (const text of ['.', "'''", '·', '- -']) expect(await found(text)).toEqual([])
})

test('F4: a number in full-width figures, or with invisible characters, is counted as one', async () => {
  for (let i = 0; i < 5; i++) {
    expect(await codeOf(world.as('s-chen').directory.search({ text: `２４０００${i}０１` }))).toBe('OK')
    expect(await codeOf(world.as('s-chen').directory.search({ text: `2500\u200b0${i}'02` }))).toBe('OK')
  }
  expect(await codeOf(world.as('s-chen').directory.search({ text: '２６００００00' }))).toBe('TOO_OFTEN')
})

test('F4: every search is served by an index', () => {
  expect(world.cloud.database.queries.filter(({ index }) => index === null)).toEqual([])
})
