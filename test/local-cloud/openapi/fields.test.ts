import { WeChatError } from '../../../scripts/local-cloud/wechat/error'
import { fieldValues } from '../../../scripts/local-cloud/wechat/subscribe-fields'

const accepts = (type: string, value: unknown): boolean => {
  try {
    fieldValues({ title: '', variable: '', fields: { [`${type}1`]: '' } }, { [`${type}1`]: { value } })
    return true
  } catch (error) {
    if (error instanceof WeChatError && error.errcode === 47003) return false
    throw error
  }
}

test.each([
  ['thing', '二十个以内的字符，含标点 and letters'.slice(0, 20), '字'.repeat(21)],
  ['phrase', '已通过', 'passed'],
  ['number', '-12.5', '12号'],
  ['number', 12, true],
  ['letter', 'abc', 'ab1'],
  ['character_string', 'R-20260501-001', '工单1'],
  ['name', '林知微', '一二三四五六七八九十一'],
  ['phone_number', '+86-577-86680000', '电话'],
  ['amount', '￥12.50', '十二'],
  ['time', '15:01', '25:00'],
  ['time', '2026年5月1日 9:00~2026年5月1日 10:30', '上午'],
  ['date', '2026-05-01', '05-01'],
  ['symbol', '!', 'a'],
])('a field of type %s takes %j and not %j', (type, right, wrong) => {
  expect(accepts(type, right)).toBe(true)
  expect(accepts(type, wrong)).toBe(false)
})

test('a template with a field of an unknown type is our fault, not the message’s', () => {
  expect(() => accepts('novelty', 'x')).toThrow('novelty1')
})
