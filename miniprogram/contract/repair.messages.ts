import { MEMBER_KIND } from './account'
import type { TodoKind } from './features/index'
import { indented } from './kernel/canonical-text'
import { clockOf, dateOf } from './kernel/time'

/** Facts of a ticket that its messages may contain. */
export interface TicketFacts {
  number: string
  summary: string
  detail: string
  category: string
  place: string
  reporter: string
  phone?: string
  freeTime?: string
  at: Date
  /** Reason of the step, or the completion report. */
  words?: string
  worker?: string
  /** Result of `materialWords`. */
  materials: string
}

export interface TicketMessage {
  title: string
  /** Person named in the text, whose erasure removes it. */
  names?: 'worker' | 'reporter'
  /** Kind of the to-do that it tells of. */
  todo?: TodoKind
  text(facts: TicketFacts): string
}

const about = ({ number, summary, place }: TicketFacts): string => `工单 ${number}「${summary}」，${place}`
const because = ({ words }: TicketFacts): string => (words ? `。${words}` : '')

/** Action → recipient → message. An action without an entry notifies no one. */
export const TICKET_MESSAGES = {
  create: {
    dispatchers: {
      title: '有新的报修',
      todo: 'repair.accept',
      text: facts => `${about(facts)}（${facts.category}）`,
    },
    addresses: { title: '有新的报修', names: 'reporter', text: mailText },
  },
  accept: {
    keepers: {
      title: '请准备维修材料',
      todo: 'repair.issue',
      text: facts => `${about(facts)}。${facts.materials}`,
    },
  },
  refuse: { reporter: { title: '报修不予受理', text: facts => about(facts) + because(facts) } },
  dispatch: {
    keepers: {
      title: '请准备维修材料',
      todo: 'repair.issue',
      text: facts => `${about(facts)}。${facts.materials}`,
    },
    worker: { title: '有新的维修任务', todo: 'repair.start', text: facts => about(facts) + because(facts) },
    replaced: { title: '任务已改派给其他师傅', text: facts => `${about(facts)}。不用再去了` },
    reporter: {
      title: '已安排师傅上门维修',
      names: 'worker',
      text: facts => `${about(facts)}。维修师傅：${facts.worker}`,
    },
  },
  abandon: {
    dispatchers: {
      title: '有工单被放弃，请重新派工',
      todo: 'repair.dispatch',
      names: 'worker',
      text: facts => `${about(facts)}。${facts.worker}：${facts.words}`,
    },
  },
  withdraw: {
    dispatchers: {
      title: '维修师傅不在岗，请重新派工',
      todo: 'repair.dispatch',
      text: facts => about(facts) + because(facts),
    },
  },
  finish: {
    reporter: {
      title: '维修已完成，请评价',
      todo: 'repair.rate',
      text: facts => about(facts) + because(facts),
    },
    dispatchers: { title: '维修已完成', text: facts => about(facts) + because(facts) },
  },
  urge: {
    worker: { title: '报修人催一下', text: facts => about(facts) },
    dispatchers: { title: '报修人催一下', text: facts => about(facts) },
  },
  reopen: {
    dispatchers: {
      title: '报修人反映没修好',
      todo: 'repair.dispatch',
      text: facts => about(facts) + because(facts),
    },
  },
} as const satisfies Record<string, Record<string, TicketMessage>>

/** Mail to the addresses of a category, one fact a line. */
function mailText(facts: TicketFacts): string {
  const lines: [string, string | undefined][] = [
    ['单号', facts.number],
    ['类别', facts.category],
    ['地点', facts.place],
    ['概述', facts.summary],
    ['详细情况', facts.detail],
    ['报修人', facts.reporter],
    ['电话', facts.phone],
    ['方便上门的时间', facts.freeTime],
    ['报修时间', momentWords(facts.at)],
  ]
  return lines.flatMap(([name, value]) => (value ? [`${name}：${indented(value)}`] : [])).join('\n')
}

/** Name of a reporter, marked where they are from outside. */
export const reporterWords = ({ name, outside }: { name: string; outside?: true }): string =>
  outside ? `${name}（${MEMBER_KIND.outside}）` : name

/** Requested materials in one line: `开关 2 个、灯管 1 根`. */
export const materialWords = (lines: readonly { name: string; asked: number; unit: string }[]): string =>
  lines.map(({ name, asked, unit }) => `${name} ${asked} ${unit}`).join('、')

/** Stands in for the phone number of a worker who has none. */
export const NO_NUMBER = '请在小程序里联系'

/** Place in one line: `东校区 明德楼 301`. */
export const placeWords = ({ campus, building, room }: { campus: string; building: string; room: string }) =>
  [campus, building, room].filter(Boolean).join(' ')

/** Moment as messages write it: `2026年3月1日 09:00`. */
export const momentWords = (at: Date): string =>
  `${dateOf(at).replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')} ${clockOf(at)}`

/** Reason of a ticket that is withdrawn from a worker. */
export const WORKER_GONE = '原来的师傅已停用、离开或不再接单'
