import { type Feature, pagePath } from './feature'

const admin = ['room.admin'] as const

export const room = {
  name: 'room',
  title: '会议室',
  look: { icon: 'calendar-1', colour: 'blue' },
  duties: { 'room.admin': { title: '会议室管理员' } },
  grants: { manage: 'room.admin' },
  refusals: {
    ROOM_TAKEN: '这个时段刚被别人预订了',
    ROOM_CLOSED: '会议室在这个时段不开放',
    ROOM_PAST: '开始时间已经过去，请选择将来的时间',
    ROOM_TOO_FAR: '超出了可提前预订的天数',
    ROOM_OFF_GRID: '开始时间不在会议室的可选时刻上',
    ROOM_TOO_SHORT: '时长短于会议室的最短预订时长',
    ROOM_TOO_LONG: '时长超过会议室的最长预订时长',
    ROOM_TOO_MANY_CLOSURES: '停用安排已经有 20 个了，先结束几个再添加',
    ROOM_WRONG_STATE: '预订当前的状态不支持该操作',
    ROOM_HAS_BOOKINGS: '有预订受影响，请先确认怎么处理',
    ROOM_QUOTA_HERE: '你在这个会议室已经有 5 个还没用的预订，取消一个或者用过以后再订',
    ROOM_QUOTA: '你已经有 20 个还没用的预订，取消一些或者用过以后再订',
    ROOM_NEEDS_APPROVAL: '这个会议室的预订要审批，这样改请联系管理员',
    ROOM_HOLDER_GONE: '预订人的账号已停用，这个预订不能通过，可以拒绝它',
  },
  todos: {
    'room.approve': '预订审批',
    'room.pending': '等待审批的预订',
    'room.meeting': '会议',
  },
  sections: [
    {
      title: '会议室',
      order: 20,
      tiles: [
        { id: 'find', icon: 'search', text: '找会议室', page: pagePath('room/search/find'), for: 'member' },
        {
          id: 'mine',
          icon: 'calendar-1',
          text: '我的预订',
          page: pagePath('room/reservations/mine'),
          for: 'member',
        },
      ],
    },
    {
      title: '会议室管理',
      order: 40,
      tiles: [
        {
          id: 'approvals',
          icon: 'task-checked',
          text: '预订审批',
          page: pagePath('room/reservations/approvals'),
          for: admin,
          counts: ['room.approve'],
        },
        {
          id: 'conflicts',
          icon: 'calendar-event',
          text: '冲突查询',
          page: pagePath('room/reservations/conflicts'),
          for: admin,
        },
        {
          id: 'manage',
          icon: 'setting-1',
          text: '会议室管理',
          page: pagePath('room/administration/manage'),
          for: admin,
        },
      ],
    },
  ],
  questions: [
    { text: '预订会议室', op: 'reserve', place: false },
    { text: '审批会议室预订', op: 'approve', place: true },
    { text: '新建、编辑会议室', op: 'update', place: true },
    { text: '停用会议室', op: 'close', place: true },
  ],
} as const satisfies Feature

/** Pages that messages and other pages open; their paths must stay valid. */
export const roomPages = {
  find: pagePath('room/search/find'),
  period: pagePath('room/search/period'),
  day: (roomId: string, date: string): string =>
    `${pagePath('room/search/day')}?roomId=${roomId}&date=${date}`,
  mine: pagePath('room/reservations/mine'),
  booking: (id: string): string => `${pagePath('room/reservations/detail')}?id=${id}`,
  rooms: pagePath('room/administration/manage'),
  newRoom: pagePath('room/administration/edit'),
  room: (id: string): string => `${pagePath('room/administration/edit')}?id=${id}`,
} as const
