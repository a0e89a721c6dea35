import { ERASED_NAME, ERASED_WORDS } from '#contract/account'
import { type CollectionSchema, carrying, LAST_KEY } from './schema'

export const messages: CollectionSchema = {
  name: 'messages',
  description: '消息：一个人收到的一条',
  permission: 'ADMINONLY',
  fields: {
    to: { type: 'string', note: '收件人的成员 _id', personal: true },
    feature: { type: 'string', note: '来自哪个功能' },
    title: { type: 'string', note: '标题', personal: true },
    text: { type: 'string', note: '内容', personal: true },
    about: { type: 'array', note: '内容提到的其他成员的 _id；有人注销时内容删除', personal: true },
    page: { type: 'string', note: '点开后的页面' },
    at: { type: 'date', note: '时间' },
    readAt: { type: 'date', note: '读的时间；没读时没有这个字段' },
    unread: { type: 'boolean', note: '没读时为 true，读了就没有这个字段' },
    todos: { type: 'array', note: '告诉的是哪些还没做的待办；都做了就算读了' },
    parts: { type: 'array', note: '合并成一条的几条消息：id、text、page', personal: true },
    overview: { type: 'string', note: '合并了几条时点开的页面' },
  },
  indexes: [
    { name: 'list', keys: { to: 1, at: -1, _id: 1 } },
    { name: 'unread', keys: { to: 1, unread: 1 } },
    { name: 'todos', keys: { todos: 1 }, sparse: true },
    { name: 'about', keys: { about: 1 }, sparse: true },
    { name: 'age', keys: { at: 1 } },
  ],
  people: [
    { path: 'to', by: 'id', moves: true, erased: 'removed' },
    { path: 'about', by: 'id', hides: 'row', erased: { text: ERASED_WORDS, parts: null } },
  ],
  retention: { days: 365, after: 'at' },
}

export const deliveries: CollectionSchema = carrying(
  {
    name: 'deliveries',
    description: '消息的一次发送：经短信、邮件或订阅消息，发到了哪一步；_id 是消息的 _id 加渠道',
    permission: 'ADMINONLY',
    fields: {
      messageId: { type: 'string', note: '消息的 _id' },
      address: {
        type: 'string',
        note: '直接发到的邮箱或手机，包括成员刚换掉的；按成员现在的号码发时没有这个字段',
        personal: true,
      },
      to: { type: 'string', note: '收件人的成员 _id，号码在发送时才查', personal: true },
      channel: { type: 'string', note: 'sms 短信、mail 邮件、subscribe 订阅消息' },
      title: { type: 'string', note: '消息的标题', personal: true },
      page: { type: 'string', note: '点开后的页面' },
      content: {
        type: 'object',
        note: '发什么：模板和参数，或邮件的主题和正文；提到的人注销后没有',
        personal: true,
      },
      about: { type: 'array', note: '内容提到的其他成员的 _id；有人注销时内容删除', personal: true },
      at: { type: 'date', note: '消息的时间' },
      state: {
        type: 'string',
        note: 'queued 排队中、sending 发送中、sent 已发送、failed 发送失败、skipped 未发送',
      },
      tries: { type: 'number', note: '发过几次' },
      reason: { type: 'string', note: '为什么失败或没有发' },
      dueAt: { type: 'date', note: '下次发送的时间；不用再发时没有这个字段' },
      lease: { type: 'string', note: '正在发送它的那次运行，请勿手改' },
      spent: { type: 'boolean', note: '已经占用了一次订阅授权、还没发出时为 true' },
      lastKey: LAST_KEY,
    },
    indexes: [
      { name: 'message', keys: { messageId: 1 } },
      { name: 'to', keys: { to: 1 } },
      { name: 'about', keys: { about: 1 }, sparse: true },
      { name: 'due', keys: { dueAt: 1 }, sparse: true },
      { name: 'lease', keys: { lease: 1 }, sparse: true },
      { name: 'state', keys: { state: 1, at: -1, _id: 1 } },
      { name: 'press', keys: { lastKey: 1 }, sparse: true },
      { name: 'age', keys: { at: 1 } },
    ],
    people: [
      { path: 'to', by: 'id', moves: true, erased: 'removed' },
      { path: 'about', by: 'id', hides: 'row', erased: { content: null } },
    ],
    retention: { days: 365, after: 'at' },
  },
  'audit',
)

export const consents: CollectionSchema = {
  name: 'consents',
  description: '订阅消息的授权：同意一次是一行，发送一次用掉一行',
  permission: 'ADMINONLY',
  fields: {
    openid: { type: 'string', note: '谁同意的', personal: true },
    template: { type: 'string', note: '模板 ID' },
    at: { type: 'date', note: '什么时候' },
    spentBy: { type: 'string', note: '用在哪条消息上；没用时没有这个字段' },
    open: { type: 'boolean', note: '还没用时为 true，用了就没有这个字段' },
  },
  indexes: [
    { name: 'open', keys: { openid: 1, template: 1, open: 1 } },
    { name: 'age', keys: { at: 1 } },
  ],
  people: [{ path: 'openid', by: 'openid', erased: 'removed' }],
  retention: { days: 365, after: 'at' },
}

const TARGET = { 'target.name': ERASED_NAME, before: null, after: null }

export const auditLog: CollectionSchema = {
  name: 'audit_log',
  description: '操作记录：管理员做过的每一件事，只增不改',
  permission: 'ADMINONLY',
  fields: {
    at: { type: 'date', note: '时间' },
    action: { type: 'string', note: '做了什么' },
    by: { type: 'object', note: '谁做的：id、name', personal: true },
    target: { type: 'object', note: '对什么做的：kind、id、name', personal: true },
    departments: { type: 'array', note: '涉及的部门' },
    before: { type: 'object', note: '之前，个人信息已打码', personal: true },
    after: { type: 'object', note: '之后，个人信息已打码', personal: true },
    reason: { type: 'string', note: '理由' },
    about: {
      type: 'array',
      note: '前后内容提到的其他成员的 _id；有人注销时前后内容删除',
      personal: true,
    },
  },
  indexes: [
    { name: 'latest', keys: { at: -1, _id: 1 } },
    { name: 'by', keys: { 'by.id': 1, at: -1, _id: 1 } },
    { name: 'target', keys: { 'target.id': 1, at: -1, _id: 1 } },
    { name: 'action', keys: { action: 1, at: -1, _id: 1 } },
    { name: 'department', keys: { departments: 1, at: -1, _id: 1 } },
    { name: 'about', keys: { about: 1 }, sparse: true },
  ],
  people: [
    {
      path: 'by.id',
      by: 'id',
      hides: ['target', 'before', 'after', 'about'],
      erased: { 'by.name': ERASED_NAME },
    },
    { path: 'about', by: 'id', hides: 'row', erased: { about: null, before: null, after: null } },
    { path: 'target.id', by: 'id', hides: ['by', 'about'], erased: TARGET },
    { path: 'target.id', by: 'joinRequest', hides: ['by'], erased: TARGET },
  ],
  retention: { days: 3 * 365, after: 'at' },
}
