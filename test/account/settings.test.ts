import { start } from '../../scripts/local-cloud/start'
import { seed } from '../../scripts/seed'

const sendCode = (address: string) => ({ op: 'sendCode', input: { channel: 'sms', address } })

test.each([{ CODE_SECRET: '' }, { CODE_SECRET: 'short' }])(
  'without a proper secret no code is made: %p',
  async environment => {
    const cloud = await start({ seed, environment })
    const { reply } = await cloud.call('o-p', 'account', sendCode('19900001001'))
    expect(reply).toMatchObject({ ok: false, error: { code: 'CHANNEL_DOWN' } })
    expect(cloud.outbox.list()).toEqual([])
    await cloud.close()
  },
)

test('a daily cap for all together, the code in no line of the log, and the phone button off when it is not paid for', async () => {
  const lines: string[] = []
  const log = (text: string) => void lines.push(text)
  const cloud = await start({ seed, log, environment: { CODES_PER_DAY: '4', PHONE_BUTTON: 'off' } })
  const codeOf = async (i: number) => {
    const { reply } = await cloud.call(`o-${i}`, 'account', sendCode(`1990000100${i}`))
    return reply.ok ? 'OK' : reply.error.code
  }
  // Half of the day's codes is for numbers that are nobody's; the reply does not tell which are.
  expect([await codeOf(1), await codeOf(2), await codeOf(3)]).toEqual(['OK', 'OK', 'OK'])
  cloud.outbox.plan('sms', { plan: 'down' })
  const codes = cloud.outbox.list('sms').map(({ text }) => /\d{6}/.exec(text)![0])
  expect(codes).toHaveLength(2)
  const printed = lines.join('\n')
  expect(printed).toContain('"op":"sendCode"')
  for (const secret of [...codes, '1990000100']) expect(printed).not.toContain(secret)
  const { reply } = await cloud.call('o-1', 'account', { op: 'joinRequest', input: {} })
  expect(reply).toMatchObject({ ok: true, data: { phoneButton: false } })
  await cloud.close()
})
