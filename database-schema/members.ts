import type { CollectionSchema } from './schema'

export const members: CollectionSchema = {
  name: 'members',
  description: '成员：单位里的每一个人，以及他能做什么',
  permission: 'ADMINONLY',
  fields: {
    openid: { type: 'string', note: '绑定的微信身份；未绑定时没有这个字段', personal: true },
    name: { type: 'string', note: '姓名', personal: true },
    account: { type: 'string', note: '工号或学号', personal: true },
    state: { type: 'string', note: 'active 正常、frozen 已冻结、left 已离开' },
    kind: { type: 'string', note: 'staff 教职工、student 学生、worker 后勤人员、outside 校外人员' },
    departments: { type: 'array', note: '所属部门的 _id，可以有几个' },
    posts: { type: 'array', note: '职务，可以有几个' },
    phone: { type: 'string', note: '手机号', personal: true },
    showPhone: { type: 'boolean', note: '是否让同事看到手机号' },
    duties: { type: 'array', note: '职责：duty 是名称，scope 是部门 _id 的列表，* 表示全部' },
  },
  indexes: [{ name: 'openid', keys: { openid: 1 }, unique: true, sparse: true }],
  retention: '离开后一年去标识',
}

export const departments: CollectionSchema = {
  name: 'departments',
  description: '部门：学院、机关处室、系和班级组成的树',
  permission: 'ADMINONLY',
  fields: {
    name: { type: 'string', note: '名称' },
    parent: { type: 'string', note: '上级部门的 _id；最上级为空' },
    kind: { type: 'string', note: 'university 学校、college 学院、office 处室、department 系、class 班级' },
    order: { type: 'number', note: '同级之间的次序' },
  },
  indexes: [{ name: 'parent', keys: { parent: 1, order: 1 } }],
  retention: '一直保留',
}
