import type { MessageView } from '#contract/message'
import { kindsOf, rowOf } from '../../miniprogram/pages/messages/view'
import { offerOf } from '../../miniprogram/ui/wechat-reminder/view'

const NOW = Date.parse('2026-03-04T09:10:00+08:00')
const aMessage: MessageView = {
  id: 'm',
  feature: 'repair',
  title: '维修已完成',
  text: '工单 260304-0001',
  at: '2026-03-04T08:00:00+08:00',
  read: false,
  deliveries: [{ channel: 'subscribe', state: 'skipped', reason: 'NO_CONSENT' }],
}

test('T-22: the state of a delivery is for people who can do something about it', () => {
  expect(rowOf(aMessage, NOW, false).deliveryWords).toEqual([])
  expect(rowOf(aMessage, NOW, true).deliveryWords).toEqual(['微信订阅消息 未发送（没有订阅授权）'])
})

test('messages of several features can be narrowed, those of one cannot', () => {
  expect(kindsOf(['repair', 'repair'])).toEqual([])
  expect(kindsOf(['repair', 'room']).map(({ text }) => text)).toEqual(['全部', '报修', '会议室'])
})

test('O-05: the offer to be told in WeChat names the fewest messages left, and is missing where WeChat is not set up', () => {
  const templates = ['repairProgress', 'roomOutcome']
  expect(offerOf({}, templates)).toBeNull()
  expect(offerOf({ repairProgress: 2, roomOutcome: 0 }, templates)).toMatchObject({ button: '开启微信提醒' })
  expect(offerOf({ repairProgress: 2, roomOutcome: 3 }, templates)?.words).toMatch('2 次')
  expect(offerOf({ repairProgress: 2 }, templates)?.words).toMatch('2 次')
})
