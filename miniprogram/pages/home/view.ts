import type { Me } from '../../contract/account'
import type { Duty } from '../../contract/index'
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

const FOR_EVERYBODY: Tile[] = [
  { id: 'report', icon: 'tools', text: '我要报修', url: '/features/repair/report/report' },
  { id: 'tickets', icon: 'root-list', text: '我的报修', url: '/features/repair/mine/mine' },
  { id: 'hotline', icon: 'call', text: '电话报修', url: '/features/repair/hotline/hotline' },
]

const at = (page: string): string => `/features/repair/${page}/${page}`

/** L-08: what each duty of those who mend opens. */
const FOR_MENDERS: (Tile & { duties: Duty[] })[] = [
  { id: 'board', icon: 'task', text: '派工台', url: at('board'), duties: ['repair.dispatcher'] },
  { id: 'tasks', icon: 'work', text: '我的任务', url: at('tasks'), duties: ['repair.worker'] },
  { id: 'prepare', icon: 'cart', text: '备料', url: at('prepare'), duties: ['repair.keeper'] },
  { id: 'stock', icon: 'store', text: '库存', url: at('stock'), duties: ['repair.keeper', 'repair.admin'] },
  { id: 'stats', icon: 'chart-bar', text: '报修统计', url: at('stats'), duties: ['repair.dispatcher'] },
  { id: 'categories', icon: 'layers', text: '报修类别', url: at('categories'), duties: ['repair.admin'] },
  { id: 'places', icon: 'location', text: '报修地点', url: at('places'), duties: ['repair.admin'] },
  { id: 'workers', icon: 'user-setting', text: '维修工', url: at('workers'), duties: ['repair.admin'] },
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
  { id: 'failures', icon: 'chat-error', text: '发送失败', url: '/features/message/failures/failures' },
]

/** What to tell someone who may not use the workbench, and what they can do about it. */
const OUTSIDE = {
  stranger: {
    icon: 'user-unknown',
    title: '还没有加入本单位',
    hint: '用登记的手机号或邮箱验证身份，就可以加入；没有登记过的，可以提交申请。校外人员验证手机号后可以报修。',
    join: true,
  },
  frozen: {
    icon: 'lock-on',
    title: '账号已冻结',
    hint: '账号冻结期间不能查看或办理任何事项，已有的预订不受影响。找回手机或有疑问，请联系通讯录管理员解冻。',
    join: false,
  },
  left: {
    icon: 'logout',
    title: '你已离开本单位',
    hint: '如果这是误会，请联系单位的通讯录管理员重新登记；以新的身份回来，可以重新加入。',
    join: true,
  },
}

export type Standing = (typeof OUTSIDE)[keyof typeof OUTSIDE]

/** Why the workbench is closed to this person; nothing for who may report repairs at least. */
export const standing = ({ state }: Me): Standing | null => (state === 'active' ? null : OUTSIDE[state])

/** Whether the person holds a duty somewhere. */
export const holds = (me: Me, duty: Duty): boolean => me.duties?.includes(duty) ?? false

/** Who is of the institution reserves rooms; people from outside report repairs, and no more. */
export const reserves = ({ kind }: Me): boolean => kind !== 'outside'

/** What this person finds on the workbench. */
export function tiles(me: Me): { title: string; tiles: Tile[] }[] {
  const mending = FOR_MENDERS.filter(({ duties }) => duties.some(duty => holds(me, duty)))
  const system = holds(me, 'system.admin')
  const administers = system || holds(me, 'directory.admin')
  return [
    ...(mending.length ? [{ title: '维修', tiles: mending }] : []),
    ...(reserves(me) ? [{ title: '会议室', tiles: FOR_MEMBERS }] : []),
    { title: '报修', tiles: FOR_EVERYBODY },
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
