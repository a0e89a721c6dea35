import { join } from 'node:path'
import { withFunctions } from '../with-functions'

const world = withFunctions(join(__dirname, 'fixture'))
const LOGIN_CODE = { TemplateId: '131679', TemplateParamSet: ['482913'] }
const send = (order: object) => world.run('sender', order)
const codes = async (order: object) => (await send(order)).statuses.map(({ Code }: { Code: string }) => Code)
const plan = (order: object) => world.post('/local/outbox/plan', { kind: 'sms', ...order })

beforeEach(async () => {
  await plan({ plan: 'ok' })
  world.cloud.outbox.clear()
})

test('a login code arrives as the person reads it', async () => {
  const { statuses } = await send({
    PhoneNumberSet: ['+8619900000001'],
    ...LOGIN_CODE,
    SessionContext: 'c-1',
  })
  expect(statuses).toEqual([
    expect.objectContaining({ Code: 'Ok', PhoneNumber: '+8619900000001', Fee: 1, SessionContext: 'c-1' }),
  ])
  expect(world.cloud.outbox.list('sms')).toEqual([
    expect.objectContaining({
      to: '+8619900000001',
      template: '131679',
      parameters: { code: '482913' },
      text: '【微办公】您正在登录云麓大学后勤管理系统，登录验证码为：482913，请勿泄漏给他人。如非本人操作，请忽略本条消息。',
    }),
  ])
})

test('an SMS tells the reporter of a repair who comes', async () => {
  const TemplateParamSet = ['10007', '赵长庚', '19900000007']
  await send({ PhoneNumberSet: ['19900000002'], TemplateId: '215094', TemplateParamSet })
  expect(world.cloud.outbox.list('sms')).toEqual([
    expect.objectContaining({
      to: '+8619900000002',
      parameters: { workerNumber: '10007', workerName: '赵长庚', workerContact: '19900000007' },
      text: expect.stringContaining('工人工号：10007，工人姓名：赵长庚，工人联系方式：19900000007。'),
    }),
  ])
})

test('a value that looks like a placeholder is left as it is', async () => {
  const TemplateParamSet = ['{2}', '$&', '{institution}']
  await send({ PhoneNumberSet: ['19900000002'], TemplateId: '215094', TemplateParamSet })
  expect(world.cloud.outbox.list('sms')[0]!.text).toContain(
    '工号：{2}，工人姓名：$&，工人联系方式：{institution}',
  )
})

test('one request reaches 200 people, and each wrong number is told apart', async () => {
  const people = Array.from({ length: 199 }, (_, i) => `1990000${String(i).padStart(4, '0')}`)
  const statuses = await codes({ PhoneNumberSet: [...people, '123'], ...LOGIN_CODE })
  expect(statuses.filter((code: string) => code === 'Ok')).toHaveLength(199)
  expect(statuses[199]).toBe('InvalidParameterValue.IncorrectPhoneNumber')
  expect(world.cloud.outbox.list('sms')).toHaveLength(199)
})

test('201 people are too many for one request', async () => {
  const PhoneNumberSet = Array.from({ length: 201 }, (_, i) => `1990000${String(i).padStart(4, '0')}`)
  expect(await send({ PhoneNumberSet, ...LOGIN_CODE })).toEqual({
    code: 'LimitExceeded.PhoneNumberCountLimit',
  })
  expect(world.cloud.outbox.list()).toEqual([])
})

test.each([
  [{ TemplateParamSet: [] }, 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate'],
  [{ TemplateParamSet: ['1', '2'] }, 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate'],
  [{ TemplateId: '1' }, 'FailedOperation.TemplateUnapprovedOrNotExist'],
  [{ SignName: '别的学校' }, 'FailedOperation.SignatureIncorrectOrUnapproved'],
  [{ SmsSdkAppId: '1' }, 'UnauthorizedOperation.SmsSdkAppIdVerifyFail'],
  [{ PhoneNumberSet: ['+19900000001'] }, 'InvalidParameterValue.IncorrectPhoneNumber'],
])('an order with %j is refused for every number', async (wrong, code) => {
  expect(await codes({ PhoneNumberSet: ['19900000001'], ...LOGIN_CODE, ...wrong })).toEqual([code])
  expect(world.cloud.outbox.list()).toEqual([])
})

test.each([
  [{ ...LOGIN_CODE, PhoneNumberSet: [] }, 'MissingParameter'],
  [{ PhoneNumberSet: ['19900000001'] }, 'MissingParameter'],
  [{ ...LOGIN_CODE, PhoneNumberSet: '19900000001' }, 'InvalidParameter'],
])('an order such as %j is refused as a whole', async (order, code) => {
  expect(await send(order)).toEqual({ code })
})

test('a wrong secret key is noticed', async () => {
  const order = { PhoneNumberSet: ['19900000001'], ...LOGIN_CODE, secretKey: 'guessed' }
  expect(await send(order)).toEqual({ code: 'AuthFailure.SignatureFailure' })
  expect(world.cloud.outbox.list()).toEqual([])
})

test('sending goes on when the clock of the cloud is moved', async () => {
  world.cloud.clock.advance(30 * 86_400_000)
  expect(await codes({ PhoneNumberSet: ['19900000001'], ...LOGIN_CODE })).toEqual(['Ok'])
})

test('a carrier that fails says so for each number', async () => {
  await plan({ plan: 'fail', code: 'LimitExceeded.PhoneNumberOneHourLimit' })
  expect(await codes({ PhoneNumberSet: ['19900000001'], ...LOGIN_CODE })).toEqual([
    'LimitExceeded.PhoneNumberOneHourLimit',
  ])
  expect(world.cloud.outbox.list('sms')).toEqual([
    expect.objectContaining({ status: 'failed', code: 'LimitExceeded.PhoneNumberOneHourLimit' }),
  ])
})

test('a slow carrier sends all the same', async () => {
  await plan({ plan: 'slow', ms: 30 })
  expect(await codes({ PhoneNumberSet: ['19900000001'], ...LOGIN_CODE })).toEqual(['Ok'])
})

test('a carrier that is down leaves nothing behind but an error', async () => {
  await plan({ plan: 'down' })
  const reply = await send({ PhoneNumberSet: ['19900000001'], ...LOGIN_CODE })
  expect(reply).not.toHaveProperty('statuses')
  expect(world.cloud.outbox.list()).toEqual([])
})
