import { type CollectionSchema, VERSION } from './schema'

export const todos: CollectionSchema = {
  name: 'todos',
  description:
    '待办：一件事（一张工单、一个预订……）现在等谁做什么、谁在等它、谁的日程里有它；由定时任务从各功能的数据更新，请勿手改',
  permission: 'ADMINONLY',
  fields: {
    feature: { type: 'string', note: '来自哪个功能' },
    subject: { type: 'string', note: '哪一件事：工单、预订、申请等的 _id' },
    version: VERSION,
    at: { type: 'date', note: '最后变动的时间' },
    audience: {
      type: 'array',
      note: '给谁看：成员的 _id，或职责（只限某个部门的写作 职责@部门）',
      personal: true,
    },
    about: { type: 'array', note: '内容提到的成员的 _id；有人注销时整行删除后重新生成', personal: true },
    items: {
      type: 'array',
      note: '各项：box 属于待办、我发起的还是日程，kind 种类，to 给谁，标题、内容、期限和可以直接做的操作',
      personal: true,
    },
    expiresAt: { type: 'date', note: '从什么时候起不再有任何一项；一直有效时没有这个字段' },
  },
  indexes: [
    { name: 'audience', keys: { audience: 1 } },
    { name: 'about', keys: { about: 1 } },
    { name: 'subject', keys: { subject: 1 } },
    { name: 'snoozed', keys: { 'items.snoozed.by': 1 } },
    { name: 'expiry', keys: { expiresAt: 1 }, sparse: true },
  ],
  people: [
    { path: 'audience', by: 'id', hides: ['audience', 'about', 'items'], erased: 'removed' },
    { path: 'about', by: 'id', hides: 'row', erased: 'removed' },
    { path: 'items.snoozed.by', by: 'id', hides: 'row', erased: 'removed' },
    { path: 'subject', by: 'joinRequest', hides: ['audience', 'about', 'items'], erased: 'removed' },
  ],
  retention: { days: 1, after: 'expiresAt' },
}
