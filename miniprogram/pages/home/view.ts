import type { Me } from '../../contract/account'
import type { Duty } from '../../contract/kernel/rpc'
import { clockOf } from '../../contract/kernel/time'
import type { ReservationView } from '../../contract/room'
import { dayWords } from '../../ui/when'

export interface Tile {
  id: string
  icon: string
  text: string
  url: string
}

const FOR_MEMBERS: Tile[] = [
  { id: 'find', icon: 'search', text: '找会议室', url: '/features/room/find/find' },
  { id: 'mine', icon: 'calendar-1', text: '我的预订', url: '/features/room/mine/mine' },
]

const FOR_ROOM_ADMINS: Tile[] = [
  { id: 'approvals', icon: 'task-checked', text: '预订审批', url: '/features/room/approvals/approvals' },
  { id: 'conflicts', icon: 'calendar-event', text: '冲突查询', url: '/features/room/conflicts/conflicts' },
  { id: 'manage', icon: 'setting-1', text: '会议室管理', url: '/features/room/manage/manage' },
]

const FOR_ADMINS: Tile[] = [
  { id: 'admin', icon: 'control-platform', text: '管理后台', url: '/features/directory/admin/admin' },
]

const FOR_SYSTEM_ADMINS: Tile[] = [
  ...FOR_ADMINS,
  { id: 'failures', icon: 'chat-error', text: '发送失败', url: '/features/outbox/failures/failures' },
]

/** What to tell someone who may not use the workbench, and what they can do about it. */
const OUTSIDE = {
  stranger: {
    icon: 'user-unknown',
    title: '还没有加入本单位',
    hint: '微办公只对本单位成员开放。用登记的手机号或邮箱验证身份，就可以加入；没有登记过的，可以提交申请。',
    join: true,
  },
  frozen: {
    icon: 'lock-on',
    title: '账号已冻结',
    hint: '账号冻结期间不能查看或办理任何事项，已有的预订不受影响。找回手机或有疑问，请联系系统管理员解冻。',
    join: false,
  },
  left: {
    icon: 'logout',
    title: '你已离开本单位',
    hint: '如果这是误会，请联系单位的通讯录管理员重新登记；以新的身份回来，可以重新加入。',
    join: true,
  },
  outside: {
    icon: 'user-safety',
    title: '你以校外人员身份加入',
    hint: '可以报修并跟进处理进度。如果你是本单位成员，请用登记的手机号或邮箱验证，或提交加入申请。',
    join: true,
  },
}

export type Standing = (typeof OUTSIDE)[keyof typeof OUTSIDE]

/** Why the workbench is closed to this person; nothing for a member. */
export function standing({ state, kind }: Me): Standing | null {
  if (state !== 'active') return OUTSIDE[state]
  return kind === 'outside' ? OUTSIDE.outside : null
}

/** Whether the person holds a duty somewhere. */
export const holds = (me: Me, duty: Duty): boolean => me.duties?.includes(duty) ?? false

/** What this person finds on the workbench. */
export function tiles(me: Me): { title: string; tiles: Tile[] }[] {
  const system = holds(me, 'system.admin')
  const administers = system || holds(me, 'directory.admin')
  return [
    { title: '会议室', tiles: FOR_MEMBERS },
    ...(holds(me, 'room.admin') ? [{ title: '会议室管理', tiles: FOR_ROOM_ADMINS }] : []),
    ...(administers ? [{ title: '管理', tiles: system ? FOR_SYSTEM_ADMINS : FOR_ADMINS }] : []),
  ]
}

/** `上午好，王老师`, by the clock of the place and not of the phone. */
export function greeting(name: string | undefined, now: number): string {
  const hour = Number(clockOf(now).slice(0, 2))
  const part =
    hour < 5 ? '夜深了' : hour < 12 ? '上午好' : hour < 14 ? '中午好' : hour < 18 ? '下午好' : '晚上好'
  return name ? `${part}，${name}` : part
}

export const today = (now: number): string => dayWords(now, now)

/** The next reservations that still hold, soonest first, at most `count`. */
export function upcoming(all: ReservationView[], now: number, count: number): ReservationView[] {
  return all
    .filter(({ status, to }) => (status === 'reserved' || status === 'pending') && Date.parse(to) > now)
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from))
    .slice(0, count)
}

/** How many wait, for a badge: a full page may not be all. */
export const waitingWords = (count: number, more: boolean): string =>
  more ? `${count}+` : count > 0 ? String(count) : ''
