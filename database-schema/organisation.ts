import { type CollectionSchema, carrying, LAST_KEY, VERSION } from './schema'

/** After this long the plan of an import is gone, and with it the way back. */
export const UNDO_DAYS = 90

export const organisation: CollectionSchema = carrying(
  {
    name: 'organisation',
    description:
      '整个组织的几个单独文档：tree 是部门树，administrators 是系统管理员名单，sync 是与人事系统的同步，invitation 是加入邀请',
    permission: 'ADMINONLY',
    fields: {
      departments: { type: 'array', note: '部门：id、name 名称、parent 上级、kind 类别；下级排在上级后面' },
      renamed: { type: 'array', note: '改过名、成员的查找词还没更新的部门' },
      heads: { type: 'array', note: '各部门（含下级）的人数：id、count；每小时数一次' },
      headsAt: { type: 'date', note: '数人数的时间' },
      members: { type: 'array', note: '系统管理员的成员 _id' },
      intervalMinutes: { type: 'number', note: '多少分钟同步一次' },
      nextAt: { type: 'date', note: '下次同步的时间' },
      running: { type: 'object', note: '正在进行同步的那次运行' },
      current: { type: 'string', note: '正在处理的那次同步' },
      runs: { type: 'array', note: '最近几次同步' },
      code: { type: 'string', note: '邀请用的小程序码的文件 ID' },
      batch: { type: 'array', note: '上一批收到邀请的成员 _id' },
      last: { type: 'object', note: '上一批邀请的人数' },
      version: VERSION,
      lastKey: LAST_KEY,
    },
    indexes: [],
    people: { kept: '还没归档的操作记录，几分钟内移走' },
    retention: 'forever',
  },
  'outbox',
  'audit',
  'events',
)

export const adminGroups: CollectionSchema = carrying(
  {
    name: 'admin_groups',
    description: '管理组：把职责成组地交给几个人',
    permission: 'ADMINONLY',
    fields: {
      name: { type: 'string', note: '名称' },
      state: { type: 'string', note: 'active 有效、removed 已删除' },
      members: { type: 'array', note: '成员 _id' },
      rights: { type: 'array', note: '应用的权限：application、send 发消息、manage 管理' },
      scope: { type: 'array', note: '部门 id 的列表，* 表示全部' },
      contacts: { type: 'boolean', note: '是否管理范围内的通讯录' },
      changedAt: { type: 'date', note: '最后改动的时间' },
      open: { type: 'boolean', note: '改动还没有核对到每个成员时为 true，请勿手改' },
      version: VERSION,
      lastKey: LAST_KEY,
    },
    indexes: [
      { name: 'name', keys: { state: 1, name: 1, _id: 1 } },
      { name: 'changed', keys: { changedAt: 1 } },
      { name: 'open', keys: { open: 1 }, sparse: true },
    ],
    people: { kept: '还没归档的操作记录，几分钟内移走' },
    retention: { days: 365, after: 'changedAt', where: { state: ['removed'] } },
  },
  'outbox',
  'audit',
)

export const imports: CollectionSchema = carrying(
  {
    name: 'imports',
    description: '每次导入或同步的检查结果和进度',
    permission: 'ADMINONLY',
    fields: {
      source: { type: 'string', note: 'sheet 表格、sync 同步' },
      file: { type: 'string', note: '文件名' },
      state: { type: 'string', note: '进行到哪一步' },
      by: { type: 'object', note: '发起人：id、name', personal: true },
      scope: { type: 'array', note: '能涉及的部门 id，* 表示全部' },
      at: { type: 'date', note: '开始时间' },
      counts: { type: 'object', note: '各类改动的行数' },
      faults: { type: 'array', note: '错误：行、列、原因' },
      samples: { type: 'array', note: '各类改动的例子', personal: true },
      kept: { type: 'array', note: '没有改动的人和原因', personal: true },
      notes: { type: 'array', note: '表格里没有读的部分' },
      warnings: { type: 'array', note: '改动比平常大的地方，要人核对' },
      newDepartments: { type: 'array', note: '要新建的部门' },
      renamedDepartments: { type: 'array', note: '要改名的部门：id、from 原名、to 新名' },
      plan: { type: 'string', note: '改动所在文档 _id 的开头' },
      total: { type: 'number', note: '要处理的行数' },
      sizes: { type: 'array', note: '每段的行数' },
      done: { type: 'number', note: '已处理的段数，撤销时往回数' },
      undoFrom: { type: 'number', note: '开始撤销时已处理的段数' },
      version: VERSION,
      lastKey: LAST_KEY,
    },
    indexes: [
      { name: 'latest', keys: { at: -1, _id: 1 } },
      { name: 'by', keys: { 'by.id': 1, at: -1, _id: 1 } },
    ],
    people: { kept: '撤销导入时要看的例子，九十天后随记录删除' },
    retention: { days: UNDO_DAYS, after: 'at' },
  },
  'outbox',
  'audit',
  'events',
)

export const importRows: CollectionSchema = {
  name: 'import_rows',
  description: '一次导入要做的改动，几百行一个文档；改动前的样子也在这里，用来撤销',
  permission: 'ADMINONLY',
  fields: {
    importId: { type: 'string', note: '属于哪次导入' },
    plan: { type: 'string', note: '属于哪次检查' },
    at: { type: 'date', note: '检查的时间' },
    rows: { type: 'array', note: '改动', personal: true },
  },
  indexes: [
    { name: 'import', keys: { importId: 1, plan: 1 } },
    { name: 'age', keys: { at: 1 } },
  ],
  people: { kept: '撤销导入所必需，九十天后删除' },
  retention: { days: UNDO_DAYS, after: 'at' },
}
