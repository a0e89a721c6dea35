import { PRIVACY_VERSION } from '#contract/account'
import { Refusal } from '#contract/kernel/errors'
import { formOf, inputOf, RULES } from '../../miniprogram/features/account/apply/view'
import { problemOf, sendWords, sentWords } from '../../miniprogram/features/account/code-form/view'
import { doneWords, joinRequestWords } from '../../miniprogram/features/account/join/view'
import { standing } from '../../miniprogram/features/account/privacy/view'
import { PRIVACY_NOTICE } from '../../miniprogram/features/account/privacy-notice'
import { contactLines, facts, inputOf as profileInput } from '../../miniprogram/features/account/profile/view'

const shows = {
  phone: 'department',
  mail: 'everyone',
  office: 'everyone',
  qq: 'nobody',
  wechat: 'nobody',
} as const
const me = {
  state: 'active',
  name: '林知微',
  kind: 'staff',
  departments: ['cs-se'],
  posts: ['副教授'],
  shows,
} as const

test('E-36: the page says when the next code may be asked for and where it went, and nothing of the owner of a mailbox', () => {
  expect([sendWords(0, false), sendWords(59, true), sendWords(0, true)]).toEqual([
    '获取验证码',
    '59 秒后重发',
    '重新获取',
  ])
  expect(sentWords('sms', '19900000000', 5)).toContain('请填写短信中的验证码')
  expect(sentWords('mail', 'a@example.edu', 5)).toMatch(/^如果/)
})

test('a refusal names the field at fault, and what else can be done', () => {
  const invalid = (field: string) => problemOf(new Refusal('INVALID_INPUT', { field }), 'sms')
  expect([invalid('address'), invalid('code'), invalid('name')].map(words => words.slice(0, 6))).toEqual([
    '请填写 11',
    '请填写 6 ',
    '请填写真实姓',
  ])
  expect(problemOf(new Refusal('NOT_ON_ROSTER', { field: 'name' }), 'sms')).toContain('校外人员')
  expect(problemOf(new Refusal('NOT_ON_ROSTER'), 'mail')).toContain('申请')
})

test('the notice that is shown is the one that is agreed to, and it is asked for once', () => {
  expect(PRIVACY_NOTICE.version).toBe(PRIVACY_VERSION)
  expect(doneWords({ ...me, departments: [], posts: [] }).asksConsent).toBe(true)
  expect(doneWords({ ...me, departments: [], posts: [], consent: PRIVACY_VERSION }).asksConsent).toBe(false)
})

test('a request to join is complete before it is sent, and leaves out what is empty', () => {
  expect(Object.keys(RULES.faultsOf(formOf()))).toEqual(['name', 'account', 'departmentId', 'phone', 'mail'])
  const form = { ...formOf(), name: '白新晴 ', account: '1', departmentId: 'lit' }
  const noContact = expect.stringContaining('至少填一项')
  expect(RULES.faultsOf(form)).toEqual({ phone: noContact, mail: noContact })
  expect(RULES.faultsOf({ ...form, phone: '19900000000' })).toEqual({})
  expect(inputOf({ ...form, phone: '19900000000' })).toEqual({
    name: '白新晴',
    account: '1',
    post: '',
    departmentId: 'lit',
    phone: '19900000000',
  })
})

test('a refused request shows why', () => {
  const application = {
    id: 'q',
    state: 'refused',
    name: '',
    departmentId: '',
    post: '',
    account: '',
    at: '',
    version: 1,
  } as const
  const words = joinRequestWords({
    joinRequest: { ...application, answer: '查无此人' },
    departments: [],
    phoneButton: true,
  })
  expect(words).toMatchObject({ title: '加入申请：未通过', hint: expect.stringContaining('查无此人') })
  expect(joinRequestWords({ departments: [], phoneButton: true })).toBeNull()
})

test('T-02: numbers that are proved are not simply written; who sees them is', () => {
  const lines = contactLines({
    ...me,
    departments: [],
    posts: [],
    contacts: { phone: '19900000001', qq: '12345' },
  })
  expect(lines.filter(({ proved }) => proved).map(({ id }) => id)).toEqual(['phone', 'mail'])
  expect(profileInput(lines)).toEqual({ office: '', qq: '12345', wechat: '', shows })
})

test('facts without a value are not shown', () => {
  const departments = [{ id: 'cs-se', name: '软件工程系', parent: 'cs', kind: 'department' as const }]
  expect(facts({ ...me, departments: ['cs-se'], posts: [] }, departments).map(({ value }) => value)).toEqual([
    '林知微',
    '教职工',
    '软件工程系',
  ])
})

test('a person who asked to be erased sees until when they can change their mind', () => {
  const now = Date.parse('2026-03-04T09:00:00+08:00')
  expect(standing({ state: 'active', erasedAt: '2026-03-11T09:00:00+08:00' }, now).erasing).toContain(
    '3月11日',
  )
  expect(standing({ state: 'stranger' }, now)).toEqual({ joined: false, agreed: false, erasing: '' })
})
