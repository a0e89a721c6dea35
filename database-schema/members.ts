import { ERASED_NAME } from '#contract/account'
import { type CollectionSchema, carrying, LAST_KEY, VERSION } from './schema'

export const members: CollectionSchema = carrying(
  {
    name: 'members',
    description: '成员：单位里的每一个人，以及他能做什么',
    permission: 'ADMINONLY',
    fields: {
      openid: { type: 'string', note: '绑定的微信身份；未绑定时没有这个字段', personal: true },
      wechats: { type: 'array', note: '以前绑定过的微信身份，删除个人数据时要用', personal: true },
      name: { type: 'string', note: '姓名', personal: true },
      account: { type: 'string', note: '工号或学号', personal: true },
      importAccount: {
        type: 'string',
        note: '院系管理员改过账号时，导入和同步仍按这个旧账号认人；请勿手改',
        personal: true,
      },
      state: { type: 'string', note: 'active 正常、frozen 已冻结、left 已离开' },
      kind: { type: 'string', note: 'staff 教职工、student 学生、worker 后勤人员、outside 校外人员' },
      departments: { type: 'array', note: '所属部门的 id，可以有几个' },
      posts: { type: 'array', note: '职务，可以有几个' },
      phone: { type: 'string', note: '手机号', personal: true },
      mail: { type: 'string', note: '邮箱', personal: true },
      office: { type: 'string', note: '办公电话', personal: true },
      qq: { type: 'string', note: 'QQ 号', personal: true },
      wechat: { type: 'string', note: '微信号', personal: true },
      shows: {
        type: 'object',
        note: '各联系方式给谁看：everyone 全体成员、department 同部门、nobody 仅自己',
      },
      avatar: { type: 'string', note: '头像的文件 ID', personal: true },
      duties: {
        type: 'array',
        note: '职责：duty 是名称，scope 是部门 id 的列表，* 表示全部，group 是给出它的管理组',
      },
      scoped: { type: 'string', note: '有只限某些部门的职责时为 tree，否则没有这个字段' },
      sortKey: { type: 'string', note: '排序用的拼音', personal: true },
      terms: { type: 'array', note: '查找用的词，由程序生成', personal: true },
      colleagues: { type: 'array', note: '自己加的同事的 _id' },
      frozen: { type: 'object', note: '冻结的原因、时间和操作人' },
      leftAt: { type: 'date', note: '离开的时间' },
      consent: { type: 'object', note: '同意的隐私说明的版本和时间' },
      erasedAt: { type: 'date', note: '将在这个时间删除个人数据' },
      reveals: { type: 'object', note: '最近几次查看他人完整号码的时间' },
      exports: { type: 'object', note: '最近几次导出自己数据的时间' },
      reports: { type: 'object', note: '最近几次报修的时间' },
      consents: { type: 'object', note: '最近几次记下订阅授权的时间' },
      uploads: { type: 'object', note: '最近几次取得上传位置的时间' },
      lookups: { type: 'object', note: '最近几次按号码查找的时间，和最后一个号码的摘要' },
      becomes: { type: 'string', note: '成为了哪个成员；他的报修和消息移过去之前有这个字段' },
      proofsChanged: {
        type: 'object',
        note: '账号、手机、邮箱最后一次被修改：at 时间、by 谁改的、fields 哪几项、unproved 本人还没有验证过的',
        personal: true,
      },
      wechatRequest: {
        type: 'object',
        note: '等待第二次证明的新微信：openid、by 第一次用什么证明、at 时间、confirmed 是否已经同意',
        personal: true,
      },
      importId: { type: 'string', note: '最后改动它的导入' },
      invitedAt: { type: 'date', note: '群发邀请的时间' },
      version: VERSION,
      lastKey: LAST_KEY,
    },
    indexes: [
      { name: 'openid', keys: { openid: 1 }, unique: true, sparse: true },
      { name: 'account', keys: { account: 1 }, unique: true, sparse: true },
      { name: 'phone', keys: { phone: 1 }, unique: true, sparse: true },
      { name: 'mail', keys: { mail: 1 }, unique: true, sparse: true },
      { name: 'qq', keys: { qq: 1 }, sparse: true },
      { name: 'department', keys: { departments: 1, sortKey: 1, _id: 1 } },
      { name: 'terms', keys: { terms: 1 } },
      { name: 'duty', keys: { 'duties.duty': 1 } },
      { name: 'group', keys: { 'duties.group': 1 }, sparse: true },
      { name: 'import', keys: { importId: 1 }, sparse: true },
      { name: 'changer', keys: { 'proofsChanged.by.id': 1 }, sparse: true },
      { name: 'becomes', keys: { becomes: 1 }, sparse: true },
      { name: 'left', keys: { leftAt: 1 }, sparse: true },
      { name: 'erased', keys: { erasedAt: 1 }, sparse: true },
    ],
    retention: { days: 365, after: 'leftAt', anonymous: true },
    people: [
      {
        path: 'proofsChanged.by.id',
        by: 'id',
        hides: 'row',
        erased: { 'proofsChanged.by.name': ERASED_NAME },
      },
    ],
  },
  'outbox',
  'audit',
)

export const joinRequests: CollectionSchema = carrying(
  {
    name: 'join_requests',
    description: '加入申请：每个微信最多一份待审核的',
    permission: 'ADMINONLY',
    fields: {
      openid: { type: 'string', note: '申请人的微信身份', personal: true },
      state: { type: 'string', note: 'pending 待审核、accepted 已通过、refused 未通过' },
      name: { type: 'string', note: '姓名', personal: true },
      departmentId: { type: 'string', note: '申请加入的部门' },
      post: { type: 'string', note: '职务' },
      account: { type: 'string', note: '工号或学号', personal: true },
      phone: { type: 'string', note: '手机号', personal: true },
      mail: { type: 'string', note: '邮箱', personal: true },
      reason: { type: 'string', note: '申请理由' },
      answer: { type: 'string', note: '审核意见' },
      at: { type: 'date', note: '申请时间' },
      version: VERSION,
      lastKey: LAST_KEY,
    },
    indexes: [
      { name: 'openid', keys: { openid: 1, at: -1 } },
      { name: 'waiting', keys: { state: 1, at: 1, _id: 1 } },
    ],
    people: [{ path: 'openid', by: 'openid', erased: 'removed' }],
    retention: { days: 183, after: 'at', where: { state: ['accepted', 'refused'] } },
  },
  'outbox',
  'audit',
)

export const codes: CollectionSchema = {
  name: 'codes',
  description: '验证码：_id 是微信和号码合在一起的加密摘要，只存验证码的加密摘要',
  permission: 'ADMINONLY',
  fields: {
    digest: { type: 'string', note: '验证码的加密摘要' },
    tries: { type: 'array', note: '试过的：press 哪一次操作，guess 所填验证码的加密摘要；第一个对的算用掉' },
    expiresAt: { type: 'date', note: '失效时间' },
  },
  indexes: [{ name: 'expiry', keys: { expiresAt: 1 } }],
  retention: { days: 1, after: 'expiresAt' },
}

export const asks: CollectionSchema = {
  name: 'asks',
  description: '每天一个文档：谁要了几次验证码，用来限制次数；只存摘要',
  permission: 'ADMINONLY',
  fields: {
    total: { type: 'number', note: '当天总次数' },
    unknown: { type: 'number', note: '当天发给没有登记的号码的次数' },
    own: { type: 'object', note: '成员给自己的号码要的，内容同 addresses' },
    at: { type: 'date', note: '哪一天' },
    addresses: { type: 'object', note: '每个号码（摘要）：count 次数、at 最近一次、press 哪一次操作' },
    people: { type: 'object', note: '每个微信（摘要）的次数' },
  },
  indexes: [{ name: 'day', keys: { at: 1 } }],
  retention: { days: 7, after: 'at' },
}

export const guesses: CollectionSchema = {
  name: 'guesses',
  description: '最近输错的密钥和验证码，用来锁定猜测',
  permission: 'ADMINONLY',
  fields: { wrong: { type: 'array', note: '输错的时间' } },
  indexes: [],
  retention: 'forever',
}
