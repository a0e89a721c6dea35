import type { Me } from '../../contract/account'
import type { Feature, Section, Tile } from '../../contract/features/feature'
import { type Duty, features } from '../../contract/features/index'
import { clockOf } from '../../contract/kernel/time'
import type { TodoOverview, TodoView } from '../../contract/todo'
import { dayWords, momentWords } from '../../ui/date-words'
import { type TodoCard, todoCard } from '../../ui/todo-card/view'

/** The words for people who may not use the workbench, and the way out where there is one. */
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

/** The reason why the workbench is closed to this person; null for those who may at least report repairs. */
export const standing = ({ state }: Me): Standing | null => (state === 'active' ? null : OUTSIDE[state])

/** Whether the person holds a duty somewhere. */
export const holds = (me: Me, duty: Duty): boolean => me.duties?.includes(duty) ?? false

/** A line for people whose data will be erased; empty for everybody else. */
export const erasingWords = ({ erasedAt }: Pick<Me, 'erasedAt'>, now: number): string =>
  erasedAt ? `你的数据将在 ${momentWords(erasedAt, now)} 之后删除，改了主意可以撤回` : ''

/** People of the institution reserve rooms; people from outside report repairs, and no more. */
export const reserves = ({ kind }: Me): boolean => kind !== 'outside'

/** A tile with the feature it belongs to, and how much waits behind it. */
export interface CountedTile extends Tile {
  feature: string
  count: string
}

type ByKind = TodoOverview['counts']['byKind']

/** The sections of the workbench with the tiles this person may open, in the features' order. */
export function sectionsFor(me: Me, byKind: ByKind = {}): { title: string; tiles: CountedTile[] }[] {
  const sections = new Map<string, CountedTile[]>()
  for (const { feature, title, tiles } of features.flatMap(withFeature).sort(byOrder)) {
    const open = tiles
      .filter(tile => isOpen(tile, me))
      .map(tile => ({ ...tile, feature, count: countWords(tile, byKind) }))
    if (open.length) sections.set(title, [...(sections.get(title) ?? []), ...open])
  }
  return [...sections].map(([title, tiles]) => ({ title, tiles }))
}

const withFeature = ({ name, sections = [] }: Feature) =>
  sections.map(section => ({ ...section, feature: name }))

const byOrder = (a: Section, b: Section): number => a.order - b.order

function countWords({ counts = [] }: Tile, byKind: ByKind): string {
  const count = counts.reduce((sum, kind) => sum + (byKind[kind] ?? 0), 0)
  if (count > 99) return '99+'
  return count ? String(count) : ''
}

function isOpen({ for: access }: Tile, me: Me): boolean {
  if (access === 'joined') return true
  if (access === 'member') return reserves(me)
  return access.some(duty => holds(me, duty as Duty))
}

/** `上午好，王老师`, by the clock of the place and not of the phone. */
export function greeting(name: string | undefined, now: number): string {
  const hour = Number(clockOf(now).slice(0, 2))
  const part =
    hour < 5 ? '夜深了' : hour < 12 ? '上午好' : hour < 14 ? '中午好' : hour < 18 ? '下午好' : '晚上好'
  return name ? `${part}，${name}` : part
}

export const today = (now: number): string => dayWords(now, now)

/** One box of the workbench. */
export interface Part {
  box: TodoView['box']
  title: string
  /** How many there are in all. */
  count: number
  hasMore: boolean
  cards: TodoCard[]
}

const PARTS = [
  { box: 'todo', title: '待我处理', field: 'todos' },
  { box: 'waiting', title: '我发起的', field: 'waiting' },
  { box: 'agenda', title: '今天和明天', field: 'agenda' },
] as const

/** The boxes of the workbench; empty ones are left out. */
export const partsOf = (overview: TodoOverview, now: number): Part[] =>
  PARTS.map(({ box, title, field }) => ({
    box,
    title,
    count: overview.counts[box],
    hasMore: overview.counts[box] > overview[field].length,
    cards: overview[field].map(item => todoCard(item, now)),
  })).filter(({ cards }) => cards.length)

/** The overview without to-dos whose steps were taken on this phone a moment ago. */
export function withoutTodos(overview: TodoOverview, isSettled: (todo: TodoView) => boolean): TodoOverview {
  const gone = overview.todos.filter(isSettled)
  const byKind = { ...overview.counts.byKind }
  for (const { kind } of gone) byKind[kind] = Math.max(0, (byKind[kind] ?? 0) - 1)
  const overdue = overview.counts.overdue - gone.filter(({ section }) => section === 'overdue').length
  return {
    ...overview,
    todos: overview.todos.filter(todo => !isSettled(todo)),
    counts: { ...overview.counts, todo: overview.counts.todo - gone.length, overdue, byKind },
  }
}
