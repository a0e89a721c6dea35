import { ERASED_NAME } from '#contract/account'
import { type CollectionSchema, carrying } from './schema'

export const membershipOffers: CollectionSchema = carrying(
  {
    name: 'membership_offers',
    description: '身份确认：单位把一位校外人员登记为成员，等他自己在微信里答复；答复之前他的资料不动',
    permission: 'ADMINONLY',
    fields: {
      memberId: { type: 'string', note: '被登记的校外人员的成员 _id', personal: true },
      state: { type: 'string', note: 'waiting 等答复、accepted 已同意、declined 不同意' },
      by: { type: 'object', note: '谁登记的：id、name', personal: true },
      at: { type: 'date', note: '登记的时间' },
      name: { type: 'string', note: '姓名', personal: true },
      kind: { type: 'string', note: 'staff 教职工、student 学生、worker 后勤人员' },
      account: { type: 'string', note: '工号或学号', personal: true },
      departments: { type: 'array', note: '登记到的部门的 id' },
      posts: { type: 'array', note: '职务' },
      phone: { type: 'string', note: '手机号', personal: true },
      mail: { type: 'string', note: '邮箱', personal: true },
      office: { type: 'string', note: '办公电话', personal: true },
      qq: { type: 'string', note: 'QQ 号', personal: true },
      wechat: { type: 'string', note: '微信号', personal: true },
      importId: { type: 'string', note: '由哪次导入登记的；撤销导入时收回' },
    },
    indexes: [
      { name: 'member', keys: { memberId: 1, state: 1, at: -1 } },
      { name: 'by', keys: { 'by.id': 1 } },
      { name: 'import', keys: { importId: 1 }, sparse: true },
      { name: 'age', keys: { at: 1 } },
    ],
    retention: { days: 183, after: 'at' },
    people: [
      { path: 'memberId', by: 'id', hides: ['by'], erased: 'removed' },
      { path: 'by.id', by: 'id', hides: 'row', erased: { 'by.name': ERASED_NAME } },
    ],
  },
  'outbox',
  'audit',
)
