import { type Message, withMessages } from '../../cloudfunctions/kernel/messages/message'
import { smsTemplates } from '../../database-schema/sms-templates'
import type { LocalCloud } from '../../scripts/local-cloud/cloud'
import { start } from '../../scripts/local-cloud/start'
import { seed } from '../../scripts/seed'
import { departments } from '../../scripts/seed/departments'
import { aMessage, leave, rowsOf, tick } from '../make/messages'
import { aWorld } from '../make/world'

const world = aWorld()
const INSTITUTION = departments[0]!.name

/** The short message as teacher Lin reads it, and the template it was sent under. */
async function received(cloud: LocalCloud, template: keyof typeof smsTemplates, ...values: string[]) {
  cloud.outbox.clear()
  await leave(cloud, aMessage({ sms: { template, values } }))
  await tick(cloud)
  return cloud.outbox.list('sms').map(({ template, text }) => ({ template, text }))
}

test('L-22: the login code goes out under template 131679, in its words', async () => {
  expect(smsTemplates.loginCode.name).toBe('登录验证')
  expect(await received(world.cloud, 'loginCode', '204816')).toEqual([
    {
      template: '131679',
      text: `【微办公】您正在登录${INSTITUTION}后勤管理系统，登录验证码为：204816，请勿泄漏给他人。如非本人操作，请忽略本条消息。`,
    },
  ])
})

test('L-23: that a repair is accepted goes out under template 215094, with the worker’s number, name and contact', async () => {
  expect(smsTemplates.repairAccepted.name).toBe('维修受理通知')
  expect(await received(world.cloud, 'repairAccepted', '10007', '赵长庚', '19900000007')).toEqual([
    {
      template: '215094',
      text: `【微办公】您好，您的报修单已被受理，工人将上门维修，工人工号：10007，工人姓名：赵长庚，工人联系方式：19900000007。`,
    },
  ])
})

test('L-24: that a repair is finished goes out with the wish for a rating, under the institution’s own template', async () => {
  const [sent] = await received(world.cloud, 'repairFinished', 'R-1')
  expect(sent!.text).toBe(`【微办公】您好，您的报修单R-1已维修完成，请打开小程序为本次服务评价。`)
})

test('L-24: where the institution has no such template, nothing is sent, and the message says so', async () => {
  const cloud = await start({ seed, environment: { SMS_TEMPLATE_REPAIR_FINISHED: '' } })
  expect(await received(cloud, 'repairFinished', 'R-1')).toEqual([])
  expect(rowsOf(cloud, 'deliveries')).toMatchObject([{ state: 'skipped', reason: 'NOT_CONFIGURED' }])
  await cloud.close()
})

test('O-05: a message to very many is kept in parts that one reply of the database can hold', () => {
  const to = Array.from({ length: 2500 }, (_, i) => `p-${i}`)
  const { outbox } = withMessages([aMessage({ id: 'm', to, addresses: ['all@example.edu'] })]) as unknown as {
    outbox: { operands: Message[] }
  }
  const parts = [outbox.operands].flat(2)
  expect(parts.map(part => [part.id, part.to.length])).toEqual([
    ['m-0', 1000],
    ['m-1', 1000],
    ['m-2', 500],
  ])
  expect(parts.flatMap(part => part.to)).toEqual(to)
  expect(parts.map(part => part.addresses)).toEqual([['all@example.edu'], undefined, undefined])
})
