import { DAY, HOUR, MINUTE, midnight } from '#contract/kernel/time'
import { ROOM_DEFAULTS } from '#contract/room'
import type { Booking } from '../../cloudfunctions/room/model'
import { members } from './members'

type Settings = Partial<typeof ROOM_DEFAULTS> & { _id: string; name: string; location: string; seats: number }

const SCREEN = ['投影仪', '白板']
const VIDEO = ['视频会议', '大屏', '白板']

const settings: Settings[] = [
  {
    _id: 'r-101',
    name: '明德楼101',
    location: '明德楼',
    seats: 8,
    labels: ['讨论'],
    equipment: ['白板', '电视'],
  },
  { _id: 'r-102', name: '明德楼102', location: '明德楼', seats: 12, labels: ['会议'], equipment: SCREEN },
  {
    _id: 'r-201',
    name: '明德楼201',
    location: '明德楼',
    seats: 20,
    labels: ['会议'],
    equipment: VIDEO,
    picture: 'seminar',
  },
  {
    _id: 'r-301',
    name: '明德楼报告厅',
    location: '明德楼',
    seats: 200,
    labels: ['报告'],
    equipment: ['音响', '投影仪'],
    picture: 'lecture',
    needsApproval: true,
    minMinutes: 60,
    maxMinutes: 480,
    daysAhead: 60,
    description: '大型报告和典礼使用，预订需要审批。',
  },
  {
    _id: 'r-b01',
    name: '图书馆研讨间A',
    location: '图书馆',
    seats: 6,
    labels: ['讨论'],
    equipment: ['白板'],
    gridMinutes: 15,
  },
  {
    _id: 'r-b02',
    name: '图书馆研讨间B',
    location: '图书馆',
    seats: 6,
    labels: ['讨论'],
    equipment: ['白板'],
    gridMinutes: 15,
  },
  {
    _id: 'r-b03',
    name: '图书馆培训室',
    location: '图书馆',
    seats: 40,
    labels: ['培训'],
    equipment: SCREEN,
    picture: 'lecture',
  },
  {
    _id: 'r-b04',
    name: '图书馆录播间',
    location: '图书馆',
    seats: 4,
    labels: ['录播'],
    equipment: ['摄像机', '灯光'],
    picture: 'studio',
    gridMinutes: 60,
    minMinutes: 60,
    needsApproval: true,
    description: '录制课程使用，请提前十分钟到场调试。',
  },
  {
    _id: 'r-c01',
    name: '综合楼一号会议室',
    location: '综合楼',
    seats: 16,
    labels: ['会议'],
    equipment: VIDEO,
  },
  {
    _id: 'r-c02',
    name: '综合楼二号会议室',
    location: '综合楼',
    seats: 30,
    labels: ['会议'],
    equipment: VIDEO,
    picture: 'seminar',
  },
  {
    _id: 'r-c03',
    name: '综合楼值班室',
    location: '综合楼',
    seats: 5,
    labels: ['值班'],
    equipment: ['电视'],
    opensAt: '00:00',
    closesAt: '24:00',
    maxMinutes: 1440,
    description: '全天开放，可以跨过午夜预订。',
  },
  {
    _id: 'r-c04',
    name: '综合楼接待室',
    location: '综合楼',
    seats: 10,
    labels: ['接待'],
    equipment: ['茶具', '电视'],
    openDays: [1, 2, 3, 4, 5],
    opensAt: '09:00',
    closesAt: '17:30',
    maxMinutes: 180,
  },
]

/** Room, days from today, start, hours, who, what for. */
export type Plan = [room: string, day: number, start: number, hours: number, holder: string, title: string]
const plans: Plan[] = [
  ['r-101', 0, 9, 2, 't-su', '教研室例会'],
  ['r-101', 1, 14, 2, 't-lin', '软件工程课程组讨论'],
  ['r-102', 0, 15, 1.5, 'm-01', '实验室周会'],
  ['r-102', 1, 10, 1, 'a-college', '学院办公会'],
  ['r-201', 1, 9, 3, 'm-05', '研究生开题'],
  ['r-201', 2, 14, 2, 't-su', '读书会'],
  ['r-301', 3, 14, 3, 't-lin', '人工智能前沿讲座'],
  ['r-b01', 0, 19, 1, 's-chen', '课程设计小组讨论'],
  ['r-b03', 1, 9, 2, 'm-09', '新教师培训'],
  ['r-b04', 2, 10, 2, 'm-03', '慕课录制'],
  ['r-c01', 0, 10, 2, 'm-10', '项目评审'],
  ['r-c01', 1, 9, 1, 't-su', '工会小组会'],
  ['r-c02', -1, 14, 2, 't-lin', '期中教学检查'],
  ['r-c03', 0, 22, 8, 'd-logistics', '夜间值班'],
  ['r-c04', 1, 10, 1, 'a-room', '来访接待'],
]

/** Twelve rooms in three places, with bookings around the day of `now`. */
export function rooms(now: Date) {
  return settings.map(room => ({
    ...ROOM_DEFAULTS,
    departmentId: 'office',
    ...room,
    version: 1,
    rulesRev: 1,
    lastKey: '',
    closures: [],
    bookings: plans
      .filter(plan => plan[0] === room._id)
      .map(plan => reserved(plan, room.needsApproval ? 'pending' : 'reserved', now)),
  }))
}

/** The booking of a plan, around the day of `now`. */
export function reserved(
  [room, day, start, hours, holderId, title]: Plan,
  status: Booking['status'],
  now: Date,
): Booking {
  const from = new Date(midnight(now) + day * DAY + start * HOUR)
  const to = new Date(+from + hours * 60 * MINUTE)
  const { _id: id, name } = members.find(member => member._id === holderId)!
  return {
    id: `seed-${room}-${day}-${start}`.replace('--', '-y'),
    rev: 1,
    status,
    from,
    to,
    moveTo: null,
    until: to,
    title,
    people: null,
    reason: '',
    lastKey: '',
    holder: { id, name },
  }
}
