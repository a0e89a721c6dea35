import { HOUR, iso } from '#contract/kernel/time'
import { aMessage, leave, tick } from '../make/messages'
import { csv, HEADINGS, uploadedBy } from '../make/sheets'
import { at } from '../make/time'
import type { World } from '../make/world'

/** What pages are about that only exists once somebody has made it. */
export interface Made {
  groupId: string
  importId: string
}

/** Gives every page something to show beside the seed. */
export async function makeThings(world: World): Promise<Made> {
  const made = { groupId: await aGroup(world), importId: await anImport(world) }
  const apply = { departmentId: 'cs-se', post: '助教', reason: '九月入职' }
  await world
    .as('applied')
    .account.apply({ ...apply, name: '许新来', account: 'new-3', phone: '19900009904' })
  const hinge = { ticketId: 'seed-ticket-05', materialId: 'x-hinge', count: 1 }
  await world.as('k-store').repair.issue(hinge)
  await world.as('a-system').directory.freeze({ id: 'm-19', reason: '手机遗失' })
  const { room, directory } = world.as('t-lin')
  await room.reserve({ roomId: 'r-102', from: at(1, 9), to: at(1, 10), title: '期末命题讨论' })
  await directory.addColleague({ id: 't-su' })
  await aConflict(world)
  await someMessages(world)
  // The statistics are added up by the timer.
  await world.cloud.invoke('repair', {}, { source: 'wx_trigger' })
  return made
}

async function aGroup(world: World): Promise<string> {
  const { id } = await world.as('a-system').access.saveGroup({
    ...{ name: '文学院办公室', members: ['t-su'], scope: ['lit'], contacts: true },
    rights: [{ application: 'room', manage: true }],
  })
  return id
}

/** A sheet with two faults, and a row that is right. */
async function anImport(world: World): Promise<string> {
  const sheet = csv([
    HEADINGS,
    ['', 'new-1', '', '1390000', '', '图书馆', ''],
    ['许新来', 'new-2', '', '19900009903', '', '图书馆', '馆员'],
  ])
  const fileId = await uploadedBy('a-system', world.cloud, sheet)
  const { id } = await world.as('a-system').directory.importCheck({ fileId, name: '花名册.csv' })
  return id
}

/** A booking inside the hours that the query of conflicts asks about unless told otherwise. */
async function aConflict(world: World): Promise<void> {
  const always = { name: '值班室', location: '明德楼', seats: 4, opensAt: '00:00', closesAt: '24:00' }
  const { id: roomId } = await world.as('a-room').room.create({ ...always, departmentId: 'office' })
  const from = Math.ceil(Date.now() / (HOUR / 2)) * (HOUR / 2) + HOUR / 2
  const when = { from: iso(from), to: iso(from + HOUR / 2) }
  await world.as('w-qian').room.reserve({ roomId, ...when, title: '工具间值守' })
}

/** Two for teacher Lin, of which one could not be mailed. */
async function someMessages({ cloud }: World): Promise<void> {
  cloud.outbox.plan('mail', { plan: 'fail', code: 550 })
  const mail = { subject: '停水', text: '停水' }
  await leave(
    cloud,
    aMessage({ title: '停水通知', text: '周六 8 点到 12 点，博学楼停水。', mail }),
    aMessage({ title: '会议室预订已通过', text: '期末命题讨论，明天 9:00，明德楼 102' }),
  )
  await tick(cloud)
}
