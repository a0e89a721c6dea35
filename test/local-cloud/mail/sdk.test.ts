import { join } from 'node:path'
import { withFunctions } from '../with-functions'

const world = withFunctions(join(__dirname, 'fixture'))
const MAIL = { to: 'lin@example.edu', subject: '会议室预订 🎉', text: '您的预订已通过。' }
const send = (mail: object = MAIL) => world.run('mailer', mail)
const plan = (order: object) => world.post('/local/outbox/plan', { kind: 'mail', ...order })

beforeEach(async () => {
  await plan({ plan: 'ok' })
  world.cloud.outbox.clear()
})

test('a mail arrives with its subject and text', async () => {
  expect(await send()).toEqual({ accepted: ['lin@example.edu'] })
  expect(world.cloud.outbox.list('mail')).toEqual([
    expect.objectContaining({
      to: 'lin@example.edu',
      parameters: {
        from: 'weoffice@example.edu',
        subject: '会议室预订 🎉',
        messageId: expect.stringMatching(/^<[^<>]+@example\.edu>$/),
        automatic: false,
        attachments: [],
      },
      text: '您的预订已通过。',
      status: 'sent',
    }),
  ])
})

test('every recipient has an entry, the hidden ones too', async () => {
  await send({ ...MAIL, to: ['a@example.edu', 'b@example.edu'], bcc: 'c@example.edu' })
  expect(world.cloud.outbox.list('mail').map(({ to }) => to)).toEqual([
    'a@example.edu',
    'b@example.edu',
    'c@example.edu',
  ])
})

test('attachments are told by name, type and size', async () => {
  const content = Buffer.alloc(50_000, 7).toString('base64')
  await send({ ...MAIL, attachments: [{ filename: '报表.xlsx', content, encoding: 'base64' }] })
  expect(world.cloud.outbox.list('mail')[0]!.parameters.attachments).toEqual([
    {
      name: '报表.xlsx',
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      size: 50_000,
    },
  ])
})

test('a mail of HTML alone is kept as HTML', async () => {
  await send({ to: 'a@example.edu', subject: 's', html: '<b>好</b>' })
  expect(world.cloud.outbox.list('mail')[0]!.text).toContain('<b>好</b>')
})

test('a wrong password is refused before anything is sent', async () => {
  expect(await send({ ...MAIL, password: 'guessed' })).toEqual({ code: 'EAUTH', responseCode: 535 })
  expect(world.cloud.outbox.list()).toEqual([])
})

test('a mail server that fails says 550, or the code it is told to', async () => {
  await plan({ plan: 'fail', code: 'mailbox' })
  expect(await send()).toEqual({ code: 'EMESSAGE', responseCode: 550 })
  await plan({ plan: 'fail', code: 452 })
  expect(await send()).toMatchObject({ responseCode: 452 })
  expect(world.cloud.outbox.list('mail')).toEqual([
    expect.objectContaining({ status: 'failed', code: 'mailbox' }),
    expect.objectContaining({ status: 'failed', code: 452 }),
  ])
})

test('a slow mail server sends all the same', async () => {
  await plan({ plan: 'slow', ms: 30 })
  expect(await send()).toEqual({ accepted: ['lin@example.edu'] })
})

test('a mail server that is down cannot be talked to, and is back when it is', async () => {
  await plan({ plan: 'down' })
  const reply = await send()
  expect(reply).not.toHaveProperty('accepted')
  expect(reply.code).toMatch(/ECONN|ESOCKET/)
  expect(world.cloud.outbox.list()).toEqual([])
  await plan({ plan: 'ok' })
  expect(await send()).toEqual({ accepted: ['lin@example.edu'] })
})
