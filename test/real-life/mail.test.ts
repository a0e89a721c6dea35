import { aMessage, leave, tick } from '../make/messages'
import { aWorld, type World } from '../make/world'

const MAIL = { subject: '会议室预订', text: '您的预订已通过。' }

const SENDERS = [
  ['a bare address', 'weoffice@example.edu'],
  ['a name before the address', '微办公 <weoffice@example.edu>'],
  ['a quoted name with an at sign', '"办公@大学" <weoffice@example.edu>'],
  ['a comment behind the address', 'weoffice@example.edu (微办公)'],
] as const

describe.each(SENDERS)('M1: mail from %s', (_name, from) => {
  const world: World = aWorld({ environment: { MAIL_FROM: from } })

  test('M1: the Message-ID ends in the domain of the address, and the mail says that it is automatic', async () => {
    await leave(world.cloud, aMessage({ mail: MAIL }))
    await tick(world.cloud)
    expect(world.cloud.outbox.list('mail').at(-1)!.parameters).toMatchObject({
      from: 'weoffice@example.edu',
      messageId: expect.stringMatching(/^<[^<>@]+@example\.edu>$/),
      automatic: true,
    })
  })
})

describe('M1: optional values', () => {
  const world = aWorld()

  test('M1: a value that is missing leaves no empty parameter in an SMS', async () => {
    await leave(world.cloud, aMessage({ sms: { template: 'repairAccepted', values: ['', '赵长庚', ' '] } }))
    await tick(world.cloud)
    const [sent] = world.cloud.outbox.list('sms').slice(-1)
    expect(sent).toMatchObject({
      parameters: { workerNumber: '-', workerName: '赵长庚', workerContact: '-' },
      status: 'sent',
    })
  })
})
