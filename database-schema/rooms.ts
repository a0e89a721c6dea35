import { ERASED_NAME } from '#contract/account'
import { type CollectionSchema, carrying, LAST_KEY, VERSION } from './schema'

/** Bookings made before the number was looked up kept a copy of it. */
const HOLDER = { 'holder.name': ERASED_NAME, 'holder.phone': null }

export const rooms: CollectionSchema = carrying(
  {
    name: 'rooms',
    description: '会议室：规则和还没结束的预订都在同一个文档里，一次条件更新就能决定谁订到',
    permission: 'ADMINONLY',
    fields: {
      name: { type: 'string', note: '名称' },
      location: { type: 'string', note: '地点，查询结果按它分组' },
      seats: { type: 'number', note: '座位数' },
      labels: { type: 'array', note: '标签' },
      equipment: { type: 'array', note: '设备' },
      picture: { type: 'string', note: '图片：meeting、seminar、lecture、studio' },
      description: { type: 'string', note: '说明' },
      departmentId: { type: 'string', note: '管理部门的 _id' },
      gridMinutes: { type: 'number', note: '开始时间的间隔，分钟' },
      opensAt: { type: 'string', note: '每天开放的时间，如 08:00' },
      closesAt: { type: 'string', note: '每天关闭的时间，如 22:00；24:00 表示到午夜' },
      openDays: { type: 'array', note: '开放的星期，1 是星期一' },
      minMinutes: { type: 'number', note: '最短预订，分钟' },
      maxMinutes: { type: 'number', note: '最长预订，分钟' },
      daysAhead: { type: 'number', note: '最多提前几天' },
      needsApproval: { type: 'boolean', note: '预订是否要审批' },
      version: VERSION,
      rulesRev: { type: 'number', note: '规则每次改动加一，请勿手改' },
      lastKey: LAST_KEY,
      closures: { type: 'array', note: '停用时段：id、from、to（空为直到恢复）、reason' },
      narrowing: { type: 'object', note: '还没处理完的规则改动：受影响的预订由定时任务接着处理，请勿手改' },
      bookings: { type: 'array', note: '预订：占用者、起止时间、状态；请通过小程序修改', personal: true },
    },
    indexes: [
      { name: 'place', keys: { location: 1, seats: 1, name: 1, _id: 1 } },
      { name: 'seats', keys: { seats: 1 } },
      { name: 'booking_id', keys: { 'bookings.id': 1 } },
      { name: 'booking_holder', keys: { 'bookings.holder.id': 1 } },
      { name: 'booking_status', keys: { 'bookings.status': 1 } },
      { name: 'narrowing', keys: { 'narrowing.at': 1 }, sparse: true },
      { name: 'booking_leaving', keys: { 'bookings.leaving.at': 1 }, sparse: true },
      { name: 'booking_until', keys: { 'bookings.until': 1 } },
    ],
    people: [{ list: 'bookings', path: 'holder.id', by: 'id', erased: HOLDER }],
    retention: 'forever',
  },
  'outbox',
  'events',
)

export const roomHistory: CollectionSchema = {
  name: 'room_history',
  description: '会议室的历史预订',
  permission: 'ADMINONLY',
  fields: {
    holderId: { type: 'string', note: '预订人的成员 _id', personal: true },
    holder: { type: 'object', note: '预订时的姓名', personal: true },
    room: { type: 'object', note: '当时的会议室' },
    status: { type: 'string', note: 'reserved 已使用、cancelled 已取消、refused 未通过' },
    from: { type: 'date', note: '开始' },
    to: { type: 'date', note: '结束' },
    title: { type: 'string', note: '会议主题' },
    people: { type: 'number', note: '人数；没填时为 null', nullable: true },
    reason: { type: 'string', note: '拒绝、取消或改期的理由' },
    moveTo: { type: 'object', note: '等待审批的改期；没有时为 null', nullable: true },
    until: { type: 'date', note: '最晚占用到什么时候' },
    rev: { type: 'number', note: '改过几次，请勿手改' },
    log: { type: 'array', note: '最近的改动：时间、动作、由预订人还是管理员做的、改了什么', personal: true },
    lastKey: LAST_KEY,
  },
  indexes: [
    { name: 'holder', keys: { holderId: 1, from: -1, _id: 1 } },
    { name: 'age', keys: { to: 1 } },
  ],
  people: [{ path: 'holderId', by: 'id', erased: HOLDER }],
  retention: { days: 2 * 365, after: 'to' },
}
