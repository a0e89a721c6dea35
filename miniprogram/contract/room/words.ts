import { clockOf, dateOf } from '../kernel/time'
import type { RoomView } from './model'

/** Reasons recorded when the start arrives before an administrator has decided. */
export const LAPSED = {
  pending: '到开始时间仍未审批，已自动拒绝',
  moving: '改期未能及时审批，保留原时段',
} as const

/** The reason recorded when a booking ends because its holder is gone. */
export const HOLDER_GONE = '预订人的账号已停用，时段已空出来'

/** Messages to the holder about another person's decision; `phrase` fits a field of a subscribe message. */
export const ROOM_OUTCOME = {
  approved: { title: '会议室预订已通过', phrase: '已通过' },
  refused: { title: '会议室预订未通过', phrase: '未通过' },
  moved: { title: '会议室预订已改期', phrase: '已改期' },
  moveRefused: { title: '会议室改期未通过', phrase: '未通过' },
  roomChanged: { title: '会议室预订换了会议室', phrase: '已换会议室' },
  changed: { title: '会议室预订已修改', phrase: '已修改' },
  extended: { title: '会议室预订已延长', phrase: '已延长' },
  finished: { title: '会议室已提前结束使用', phrase: '已结束' },
  cancelled: { title: '会议室预订已取消', phrase: '已取消' },
  kept: { title: '会议室的规则改了，你的预订保留', phrase: '保留' },
} as const
export type RoomOutcome = keyof typeof ROOM_OUTCOME

/** Title of the message to administrators about bookings whose holder is gone. */
export const RELEASED_TITLE = '会议室有预订空出来了'

/** Body of that message: which bookings of a room. */
export const releasedText = (roomName: string, bookings: readonly string[]): string =>
  `${roomName}：预订人的账号已停用，${bookings.length} 个预订已取消，时段可以重新预订。${bookings.slice(0, 5).join('；')}`

/** Body of a message about a reservation. */
export const outcomeText = (title: string, roomName: string, when: string, reason: string): string =>
  `「${title}」${roomName}，${when}${reason ? `。${reason}` : ''}`

/** Slot as messages write it: `2026年3月1日 09:00~10:00`. */
export function slotWords(from: Date, to: Date): string {
  const [first, last] = [from, to].map(at => dateOf(at).replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日'))
  return `${first} ${clockOf(from)}~${first === last ? '' : `${last} `}${clockOf(to)}`
}

const WEEKDAYS = '一二三四五六日'

/** The rules of a room that a booking can come to break, each in words. */
const RULE_WORDS: [fields: readonly (keyof RoomView)[], words: (room: RuledRoom) => string][] = [
  [['opensAt', 'closesAt'], room => `开放时间改为 ${room.opensAt}–${room.closesAt}`],
  [['openDays'], room => `开放日改为${room.openDays.map(day => `周${WEEKDAYS[day - 1]}`).join('、')}`],
  [['seats'], room => `座位数改为 ${room.seats}`],
  [['gridMinutes'], room => `开始时刻改为每 ${room.gridMinutes} 分钟一个`],
  [['minMinutes'], room => `最短改为 ${room.minMinutes} 分钟`],
  [['maxMinutes'], room => `最长改为 ${room.maxMinutes} 分钟`],
  [['daysAhead'], room => `最多提前 ${room.daysAhead} 天预订`],
  [['needsApproval'], room => (room.needsApproval ? '预订要先审批' : '预订不用审批')],
]

type RuledRoom = Pick<
  RoomView,
  | 'opensAt'
  | 'closesAt'
  | 'openDays'
  | 'seats'
  | 'gridMinutes'
  | 'minMinutes'
  | 'maxMinutes'
  | 'daysAhead'
  | 'needsApproval'
>

/** The changed rules in words, as the holders of bookings that they hit read them. */
export function ruleWords(before: RuledRoom, after: RuledRoom): string {
  const changed = RULE_WORDS.filter(([fields]) =>
    fields.some(
      field =>
        JSON.stringify(before[field as keyof RuledRoom]) !== JSON.stringify(after[field as keyof RuledRoom]),
    ),
  )
  return changed.length ? `会议室的规则改了：${changed.map(([, words]) => words(after)).join('，')}` : ''
}
