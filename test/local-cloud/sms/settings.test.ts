import { join } from 'node:path'
import { withFunctions } from '../with-functions'

const phones = { PhoneNumberSet: ['19900000001'] }
const FINISHED = { ...phones, TemplateParamSet: ['R-20260501-001'] }

describe('with the settings of this machine', () => {
  const world = withFunctions(join(__dirname, 'fixture'))

  test('an SMS asks the reporter of a repair how it went', async () => {
    await world.run('sender', { ...FINISHED, TemplateId: '900003' })
    expect(world.cloud.outbox.list('sms').map(({ text }) => text)).toEqual([
      '【微办公】您好，您的报修单R-20260501-001已维修完成，请打开小程序为本次服务评价。',
    ])
  })
})

describe('with settings of one’s own', () => {
  const world = withFunctions(join(__dirname, 'fixture'), {
    environment: {
      SMS_SECRET_KEY: 'another',
      SMS_APP_ID: '1400009999',
      SMS_SIGN: '后勤服务',
      INSTITUTION_NAME: '滨海学院',
      SMS_TEMPLATE_LOGIN_CODE: '42',
      SMS_TEMPLATE_REPAIR_FINISHED: '',
    },
  })
  const code = async (order: object) => (await world.run('sender', order)).statuses[0].Code

  test('functions and the gateway agree on every one of them', async () => {
    expect(await code({ ...phones, TemplateId: '42', TemplateParamSet: ['482913'] })).toBe('Ok')
    expect(world.cloud.outbox.list('sms')[0]!.text).toMatch(/^【后勤服务】您正在登录滨海学院后勤管理系统/)
  })

  test('an id that was replaced is not known any more', async () => {
    expect(await code({ ...phones, TemplateId: '131679', TemplateParamSet: ['482913'] })).toBe(
      'FailedOperation.TemplateUnapprovedOrNotExist',
    )
  })

  test('a message that has no approved template cannot be sent', async () => {
    expect(await code({ ...FINISHED, TemplateId: '900003' })).toBe(
      'FailedOperation.TemplateUnapprovedOrNotExist',
    )
  })
})
