import { type Feature, pagePath } from './feature'

const dispatcher = 'repair.dispatcher'
const worker = 'repair.worker'
const keeper = 'repair.keeper'
const manager = 'repair.admin'

export const repair = {
  name: 'repair',
  title: '报修',
  look: { icon: 'tools', colour: 'amber' },
  /** Tickets and stock belong to no department, so every duty reaches the whole campus. */
  duties: {
    'repair.dispatcher': { title: '维修调度员', reach: 'everywhere' },
    'repair.worker': { title: '维修工', reach: 'everywhere' },
    'repair.keeper': { title: '库房管理员', reach: 'everywhere' },
    'repair.admin': { title: '维修管理员', reach: 'everywhere' },
  },
  grants: { send: dispatcher, sendTitle: '受理和派工', manage: manager },
  audit: {
    saveCategory: '保存报修类别',
    saveRepairSettings: '保存报修设置',
    savePlace: '保存报修地点',
    saveWorker: '保存维修工',
    saveMaterial: '保存材料',
    exportTickets: '导出工单',
  },
  refusals: {
    REPAIR_WRONG_STATE: '工单当前的状态不支持该操作',
    REPAIR_NOT_YOURS: '这一步要由别人来做',
    REPAIR_TOO_SOON: '刚有进展或刚催过，过两小时再催',
    REPAIR_OWN_WORK: '不能评价自己的维修',
    PLACE_REQUIRED: '请说明在哪里',
    WORKER_UNAVAILABLE: '这位师傅现在不能接这张单',
    STOCK_SHORT: '库存不够',
  },
  todos: {
    'repair.accept': '受理报修',
    'repair.dispatch': '派工',
    'repair.start': '上门维修',
    'repair.finish': '完成维修',
    'repair.rate': '评价维修',
    'repair.issue': '发放材料',
    'repair.restock': '补充库存',
    'repair.ticket': '我的报修',
  },
  sections: [
    {
      title: '维修',
      order: 10,
      tiles: [
        {
          id: 'board',
          icon: 'task',
          text: '派工台',
          page: pagePath('repair/dispatch/board'),
          for: [dispatcher],
          counts: ['repair.accept', 'repair.dispatch'],
        },
        {
          id: 'tasks',
          icon: 'work',
          text: '我的任务',
          page: pagePath('repair/worker/tasks'),
          for: [worker],
          counts: ['repair.start', 'repair.finish'],
        },
        {
          id: 'prepare',
          icon: 'cart',
          text: '备料',
          page: pagePath('repair/stock/handouts'),
          for: [keeper],
          counts: ['repair.issue'],
        },
        {
          id: 'stock',
          icon: 'store',
          text: '库存',
          page: pagePath('repair/stock/stock'),
          for: [keeper, manager],
          counts: ['repair.restock'],
        },
        {
          id: 'stats',
          icon: 'chart-bar',
          text: '报修统计',
          page: pagePath('repair/statistics/stats'),
          for: [dispatcher],
        },
        {
          id: 'categories',
          icon: 'layers',
          text: '报修类别',
          page: pagePath('repair/settings/categories'),
          for: [manager],
        },
        {
          id: 'places',
          icon: 'location',
          text: '报修地点',
          page: pagePath('repair/settings/places'),
          for: [manager],
        },
        {
          id: 'workers',
          icon: 'user-setting',
          text: '维修工',
          page: pagePath('repair/worker/workers'),
          for: [manager],
        },
      ],
    },
    {
      title: '报修',
      order: 30,
      tiles: [
        {
          id: 'report',
          icon: 'tools',
          text: '我要报修',
          page: pagePath('repair/reporter/report'),
          for: 'joined',
        },
        {
          id: 'tickets',
          icon: 'root-list',
          text: '我的报修',
          page: pagePath('repair/reporter/mine'),
          for: 'joined',
          counts: ['repair.rate'],
        },
        {
          id: 'hotline',
          icon: 'call',
          text: '电话报修',
          page: pagePath('repair/reporter/hotline'),
          for: 'joined',
        },
      ],
    },
  ],
  questions: [
    { text: '报修', op: 'create', place: false },
    { text: '受理报修、派工', op: 'dispatch', place: false },
    { text: '维修', op: 'finish', place: false },
    { text: '发料、入库', op: 'issue', place: false },
    { text: '设置报修类别、地点、维修工', op: 'saveCategory', place: false },
  ],
} as const satisfies Feature

/** Pages that messages, printed place codes and other pages open; their paths must stay valid. */
export const repairPages = {
  mine: pagePath('repair/reporter/mine'),
  ticket: (id: string): string => `${pagePath('repair/reporter/ticket')}?id=${id}`,
  board: pagePath('repair/dispatch/board'),
  /** The ticket of a report that was just sent. */
  sent: (id: string): string => `${pagePath('repair/reporter/ticket')}?id=${id}&sent=1`,
  tasks: pagePath('repair/worker/tasks'),
  handouts: pagePath('repair/stock/handouts'),
  stock: pagePath('repair/stock/stock'),
  report: pagePath('repair/reporter/report'),
  category: pagePath('repair/settings/category-edit'),
  codes: pagePath('repair/settings/codes'),
} as const
