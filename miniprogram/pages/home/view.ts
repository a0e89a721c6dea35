import type { Me } from '../../contract/account'
import type { Feature, Section, Tile } from '../../contract/features/feature'
import { type Duty, features } from '../../contract/features/index'
import { clockOf } from '../../contract/kernel/time'
import type { ReservationView } from '../../contract/room'
import { dayWords } from '../../ui/date-words'
import { isUpcoming } from '../../ui/reservation-card/view'

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

/** People of the institution reserve rooms; people from outside report repairs, and no more. */
export const reserves = ({ kind }: Me): boolean => kind !== 'outside'

/** The sections of the workbench with the tiles this person may open, in the features' order. */
export function sectionsFor(me: Me): { title: string; tiles: (Tile & { feature: string })[] }[] {
  const sections = new Map<string, (Tile & { feature: string })[]>()
  for (const { feature, title, tiles } of features.flatMap(withFeature).sort(byOrder)) {
    const open = tiles.filter(tile => isOpen(tile, me)).map(tile => ({ ...tile, feature }))
    if (open.length) sections.set(title, [...(sections.get(title) ?? []), ...open])
  }
  return [...sections].map(([title, tiles]) => ({ title, tiles }))
}

const withFeature = ({ name, sections = [] }: Feature) =>
  sections.map(section => ({ ...section, feature: name }))

const byOrder = (a: Section, b: Section): number => a.order - b.order

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

/** The next reservations that still hold, soonest first, at most `count`. */
export function upcoming(all: ReservationView[], now: number, count: number): ReservationView[] {
  return all
    .filter(reservation => isUpcoming(reservation, now))
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from))
    .slice(0, count)
}

/** The number that waits, for a badge; a full page may have more behind it. */
export const waitingWords = (count: number, more: boolean): string =>
  more ? `${count}+` : count > 0 ? String(count) : ''
