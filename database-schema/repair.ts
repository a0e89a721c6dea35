import { ERASED_NAME } from '#contract/account'
import { type CollectionSchema, carrying, LAST_KEY, VERSION } from './schema'

/** Fields about the people who repair, and fields about the reporter: each export leaves the other's out. */
const WORKER_FIELDS = ['worker', 'abandoned'] as const
const REPORTER_FIELDS = ['reporter', 'photos', 'voice', 'location', 'freeTime'] as const

export const tickets: CollectionSchema = carrying(
  {
    name: 'tickets',
    description: '报修工单：从报修到评价的全部经过都在一个文档里',
    permission: 'ADMINONLY',
    fields: {
      number: { type: 'string', note: '单号' },
      state: { type: 'string', note: '状态，请通过小程序修改' },
      list: {
        type: 'string',
        note: '在调度员的哪个列表里：waitingDispatch、waitingRepair、done；不予受理和已撤销的没有',
      },
      openAt: { type: 'string', note: '没修好之前，地点的标识：扫地点码时看到的' },
      at: { type: 'date', note: '报修时间' },
      changedAt: { type: 'date', note: '最后变动的时间' },
      category: { type: 'object', note: '类别：id、name' },
      place: { type: 'object', note: '地点：id、campus 校区、building 楼、room 房间' },
      summary: { type: 'string', note: '概述' },
      detail: { type: 'string', note: '详细情况' },
      photos: { type: 'array', note: '照片的文件 ID', personal: true },
      voice: { type: 'object', note: '语音的文件 ID 和秒数', personal: true },
      location: { type: 'object', note: '定位', personal: true },
      freeTime: { type: 'string', note: '什么时候有人' },
      hotline: { type: 'boolean', note: '是否先打了电话' },
      reporter: {
        type: 'object',
        note: '报修人：id、name、outside 是否校外人员、phone 只为这次报修留的号码',
        personal: true,
      },
      worker: { type: 'object', note: '维修工：id、name、number 工号', personal: true },
      abandoned: { type: 'array', note: '谁放弃过、原因和时间', personal: true },
      materials: { type: 'array', note: '材料：要多少、预留、领出、退回' },
      report: { type: 'object', note: '维修结果：words、used、photos' },
      rating: { type: 'object', note: '评价：result、efficiency、words' },
      timeline: { type: 'array', note: '每一步：谁、什么时候、做了什么', personal: true },
      terms: { type: 'array', note: '查找用的词，由程序生成', personal: true },
      acceptedAt: { type: 'date', note: '受理时间' },
      finishedAt: { type: 'date', note: '完成时间' },
      closesAt: { type: 'date', note: '自动结束的时间' },
      escalatesAt: { type: 'date', note: '下次催办的时间' },
      overdue: { type: 'number', note: '催办过几级' },
      version: VERSION,
    },
    indexes: [
      { name: 'list', keys: { list: 1, overdue: -1, at: 1, _id: 1 } },
      { name: 'reporter', keys: { 'reporter.id': 1, at: -1, _id: 1 } },
      { name: 'worker', keys: { 'worker.id': 1, list: 1, changedAt: -1, _id: 1 } },
      { name: 'recent', keys: { list: 1, changedAt: -1, _id: 1 } },
      { name: 'number', keys: { number: 1 }, unique: true },
      { name: 'steps', keys: { 'timeline.by.id': 1 } },
      { name: 'sent', keys: { 'timeline.worker.id': 1 }, sparse: true },
      { name: 'gaveUp', keys: { 'abandoned.id': 1 }, sparse: true },
      { name: 'openAt', keys: { openAt: 1 }, sparse: true },
      { name: 'category', keys: { 'category.id': 1, list: 1, overdue: -1, at: 1, _id: 1 } },
      { name: 'terms', keys: { terms: 1 } },
      { name: 'prepare', keys: { 'materials.materialId': 1, list: 1 }, sparse: true },
      { name: 'closes', keys: { closesAt: 1 }, sparse: true },
      { name: 'escalates', keys: { escalatesAt: 1 }, sparse: true },
      { name: 'at', keys: { at: 1 } },
      { name: 'age', keys: { state: 1, at: 1 } },
      { name: 'changed', keys: { changedAt: 1, _id: 1 } },
    ],
    people: [
      {
        path: 'reporter.id',
        by: 'id',
        hides: [...WORKER_FIELDS, 'timeline'],
        moves: true,
        files: ['photos', 'voice'],
        erased: {
          'reporter.name': ERASED_NAME,
          'reporter.phone': null,
          terms: null,
          freeTime: null,
          location: null,
          photos: null,
          voice: null,
        },
      },
      {
        path: 'worker.id',
        by: 'id',
        hides: [...REPORTER_FIELDS, 'abandoned', 'timeline'],
        // Tickets of before numbers were looked up hold a copy of the worker's.
        erased: { 'worker.name': ERASED_NAME, 'worker.phone': null, 'worker.number': '', terms: null },
      },
      { list: 'abandoned', path: 'id', by: 'id', erased: { name: ERASED_NAME } },
      {
        list: 'timeline',
        path: 'by.id',
        by: 'id',
        hides: ['worker'],
        moves: true,
        erased: { 'by.name': ERASED_NAME },
      },
      {
        list: 'timeline',
        path: 'worker.id',
        by: 'id',
        hides: ['by'],
        erased: { 'worker.name': ERASED_NAME },
      },
    ],
    retention: {
      days: 2 * 365,
      after: 'at',
      anonymous: true,
      // Open tickets stay, because people still wait for them.
      where: { state: ['closed', 'refused', 'cancelled'] },
    },
  },
  'outbox',
  'events',
)

export const categories: CollectionSchema = carrying(
  {
    name: 'repair_categories',
    description: '报修类别：热线、收件邮箱、工作时间和催办',
    permission: 'ADMINONLY',
    fields: {
      name: { type: 'string', note: '名称' },
      order: { type: 'number', note: '次序' },
      hotline: { type: 'string', note: '热线电话，没有就留空' },
      hours: { type: 'string', note: '接听时间，如 8:00–22:00' },
      mails: { type: 'array', note: '报修时收到邮件的地址' },
      ladder: { type: 'array', note: '催办：hours 工作小时后通知 members' },
      opensAt: { type: 'string', note: '上班时间，如 08:00' },
      closesAt: { type: 'string', note: '下班时间，如 18:00' },
      days: { type: 'array', note: '上班的星期，1 是星期一' },
      removed: { type: 'boolean', note: '是否已停用' },
      version: VERSION,
      lastKey: LAST_KEY,
    },
    indexes: [{ name: 'order', keys: { removed: 1, order: 1, _id: 1 } }],
    people: { kept: '还没归档的操作记录，几分钟内移走' },
    retention: 'forever',
  },
  'audit',
)

export const repairSettings: CollectionSchema = carrying(
  {
    name: 'repair_settings',
    description: '报修的设置：一个文档 settings，放假日、上班日和接收所有类别邮件的地址',
    permission: 'ADMINONLY',
    fields: {
      holidays: { type: 'array', note: '法定节假日之外放假的日子，如 2026-10-08' },
      workdays: { type: 'array', note: '法定调休之外上班的日子，如 2026-10-07' },
      mails: { type: 'array', note: '没有选类别、接收所有报修邮件的地址' },
      version: VERSION,
      lastKey: LAST_KEY,
    },
    indexes: [],
    people: { kept: '还没归档的操作记录，几分钟内移走' },
    retention: 'forever',
  },
  'audit',
)

export const places: CollectionSchema = carrying(
  {
    name: 'places',
    description: '报修地点：楼和房间，每个有一个可以打印的小程序码',
    permission: 'ADMINONLY',
    fields: {
      campus: { type: 'string', note: '校区' },
      building: { type: 'string', note: '楼' },
      room: { type: 'string', note: '房间，公共区域留空' },
      terms: { type: 'array', note: '查找用的词，由程序生成' },
      codes: { type: 'string', note: '小程序码文件所在的目录，文件名是地点的 _id' },
      version: VERSION,
      lastKey: LAST_KEY,
    },
    indexes: [
      { name: 'order', keys: { campus: 1, building: 1, room: 1, _id: 1 } },
      { name: 'terms', keys: { terms: 1 } },
    ],
    people: { kept: '还没归档的操作记录，几分钟内移走' },
    retention: 'forever',
  },
  'audit',
)

export const workers: CollectionSchema = carrying(
  {
    name: 'repair_workers',
    description: '维修工：_id 是成员的 _id；技能、校区、是否当班和手上的单数',
    permission: 'ADMINONLY',
    fields: {
      name: { type: 'string', note: '姓名', personal: true },
      skills: { type: 'array', note: '会修什么' },
      campuses: { type: 'array', note: '在哪些校区' },
      onDuty: { type: 'boolean', note: '是否当班' },
      load: { type: 'number', note: '手上没完成的单数' },
      rated: { type: 'object', note: '评分的总和与次数' },
      version: VERSION,
      lastKey: LAST_KEY,
    },
    indexes: [{ name: 'load', keys: { load: 1, _id: 1 } }],
    people: [{ path: '_id', by: 'id', erased: 'removed' }],
    retention: 'forever',
  },
  'audit',
)

export const materials: CollectionSchema = carrying(
  {
    name: 'materials',
    description: '库存材料：数量和最近的出入库在同一个文档里，所以永远不会领成负数',
    permission: 'ADMINONLY',
    fields: {
      name: { type: 'string', note: '名称' },
      unit: { type: 'string', note: '单位' },
      stock: { type: 'number', note: '架上的数量，含预留；请通过入库修改' },
      reserved: { type: 'number', note: '已预留' },
      available: { type: 'number', note: '可预留，等于 stock 减 reserved' },
      held: { type: 'object', note: '为哪张工单预留了多少，合起来等于 reserved' },
      terms: { type: 'array', note: '查找用的词，由程序生成' },
      low: { type: 'number', note: '低于它就提醒' },
      movements: { type: 'array', note: '最近的出入库，更早的在 stock_ledger' },
      factsRev: { type: 'number', note: '名称、单位、提醒线每次改动加一，请勿手改' },
      version: VERSION,
      lastKey: LAST_KEY,
    },
    indexes: [
      { name: 'name', keys: { name: 1, _id: 1 } },
      { name: 'terms', keys: { terms: 1 } },
      { name: 'reserved', keys: { reserved: 1 } },
      { name: 'moved', keys: { 'movements.at': 1 }, sparse: true },
    ],
    people: { kept: '还没归档的操作记录和消息，几分钟内移走；最近的出入库移到流水' },
    retention: 'forever',
  },
  'outbox',
  'audit',
  'events',
)

export const stockLedger: CollectionSchema = {
  name: 'stock_ledger',
  description: '出入库流水，只增不改',
  permission: 'ADMINONLY',
  fields: {
    materialId: { type: 'string', note: '材料的 _id' },
    at: { type: 'date', note: '时间' },
    by: { type: 'object', note: '谁：id、name', personal: true },
    kind: {
      type: 'string',
      note: 'restock 入库、reserve 预留、release 取消预留、issue 领出、return 退回、correct 盘点',
    },
    count: { type: 'number', note: '数量，盘亏为负' },
    fromReserved: { type: 'number', note: '领出的里面有多少是预留的' },
    ticket: { type: 'object', note: '哪张工单：id、number' },
    reason: { type: 'string', note: '理由' },
  },
  indexes: [
    { name: 'material', keys: { materialId: 1, at: -1, _id: 1 } },
    { name: 'age', keys: { at: 1 } },
  ],
  people: { kept: '库存账目，三年后删除' },
  retention: { days: 3 * 365, after: 'at' },
}

export const repairStats: CollectionSchema = {
  name: 'repair_stats',
  description: '报修统计：每月每个类别、楼、维修工一个文档，由定时任务更新',
  permission: 'ADMINONLY',
  fields: {
    month: { type: 'string', note: '月份，如 2026-03' },
    by: { type: 'string', note: 'category、building、worker、month' },
    key: { type: 'string', note: '类别、楼或维修工的标识' },
    name: { type: 'string', note: '显示的名称', personal: true },
    count: { type: 'number', note: '报修数' },
    finished: { type: 'number', note: '完成数' },
    sums: { type: 'object', note: '受理和完成所用小时的总和、评分的总和与次数' },
    at: { type: 'date', note: '只在 mark 这一个文档里：统计到什么时候' },
    pending: { type: 'array', note: '只在 mark 里：还要重新统计的月份' },
  },
  indexes: [
    { name: 'by', keys: { by: 1, month: 1, key: 1 } },
    { name: 'key', keys: { key: 1 } },
  ],
  people: [{ path: 'key', by: 'id', erased: { name: ERASED_NAME } }],
  retention: 'forever',
}
