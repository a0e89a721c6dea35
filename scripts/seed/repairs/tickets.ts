import { DAY, dateOf, HOUR } from '#contract/kernel/time'
import type { TicketAction } from '#contract/repair'
import { definedFields } from '../../../cloudfunctions/kernel/fields'
import { createTicket, step } from '../../../cloudfunctions/repair/domain'
import type { Ticket } from '../../../cloudfunctions/repair/model'
import { ticketTerms } from '../../../cloudfunctions/repair/tickets/terms'
import type { Brought } from '../../../cloudfunctions/repair/transitions'
import { by, person } from './people'
import { categories, places, repairSettings } from './settings'
import { SHELF } from './shelf'

/** Each line: who reports where what, then the steps, with who makes them and what they bring. */
type Line = [reporter: string, place: string, category: string, summary: string, daysAgo: number, ...Move[]]
type Move = [action: TicketAction, who: string, brings?: Brought]

const asked = (materialId: string, count: number): Brought => {
  const [, name, unit] = SHELF.find(([id]) => id === materialId)!
  return { materials: [{ materialId, name, unit, asked: count, issued: 0, returned: 0 }] }
}
const accept: Move = ['accept', 'd-logistics']
const send = (who: string): Move => ['dispatch', 'd-logistics', { worker: person(who) }]
const finish = (who: string, words: string, used = ''): Move => [
  'finish',
  who,
  { words, report: { words, used, photos: [] } },
]
const rate = (who: string, result: number, efficiency: number, words = ''): Move => [
  'rate',
  who,
  { rating: { result, efficiency, words } },
]
const mended = (who: string, words: string): Move[] => [accept, send(who), ['start', who], finish(who, words)]

const LINES: Line[] = [
  ['t-lin', 'p-md-203', 'c-water', '洗手池水龙头漏水', 0.2],
  ['s-chen', 'p-nan3-411', 'c-net', '宿舍网口没有信号', 0.3],
  ['t-su', 'p-bx-305', 'c-air', '空调不制冷', 1],
  ['s-chen', 'p-nan3-411', 'c-water', '阳台灯不亮', 1, ['accept', 'd-logistics', asked('x-tube', 2)]],
  ['m-02', 'p-nan3-201', 'c-wood', '衣柜门掉了', 2, ['accept', 'd-logistics', asked('x-hinge', 2)]],
  ['t-lin', 'p-md-101', 'c-water', '走廊开关失灵', 2, accept, send('w-zhao')],
  ['t-su', 'p-bx-102', 'c-wood', '讲台抽屉打不开', 2, accept, send('w-qian')],
  ['m-05', 'p-md-305', 'c-air', '空调滴水', 3, accept, send('w-zhao'), ['start', 'w-zhao']],
  [
    ...(['m-04', 'p-nan3-202', 'c-home', '热水器不出热水', 3] as const),
    ...([accept, send('w-zhao'), ['abandon', 'w-zhao', { words: '需要厂家的专用配件' }]] as Move[]),
  ],
  ['t-lin', 'p-md-102', 'c-wood', '门锁转不动', 4, ...mended('w-qian', '换了锁芯')],
  [
    's-chen',
    'p-nan3-411',
    'c-wood',
    '床板松动',
    5,
    ...mended('w-qian', '加固了四个角'),
    rate('s-chen', 5, 4, '很快就来了'),
  ],
  ['m-01', 'p-bx-203', 'c-water', '插座没有电', 6, ...mended('w-zhao', '换了空气开关'), rate('m-01', 4, 5)],
  [
    'm-03',
    'p-lib',
    'c-water',
    '饮水机旁地面积水',
    15,
    ...mended('w-zhao', '疏通了地漏'),
    ['close', 'system'],
  ],
  [
    'm-09',
    'p-canteen',
    'c-home',
    '消毒柜有异响',
    3,
    ['refuse', 'd-logistics', { words: '由食堂承包方维修' }],
  ],
  ['m-06', 'p-bx-101', 'c-net', '投影连不上网络', 4, ['cancel', 'm-06']],
  ['m-08', 'p-bx-101', 'c-wood', '窗户关不严', 1, accept, send('w-qian')],
  ['m-10', 'p-nan3-202', 'c-home', '洗衣机不脱水', 1, accept, send('w-qian'), ['start', 'w-qian']],
]

/** The tickets of the seed, as the steps make them, an hour apart. */
export function tickets(now: Date): Ticket[] {
  return LINES.map(([reporter, placeId, categoryId, summary, daysAgo, ...moves], i) => {
    const _id = `seed-ticket-${String(i + 1).padStart(2, '0')}`
    const at = new Date(+now - daysAgo * DAY)
    const rules = { category: categories.find(one => one._id === categoryId)!, settings: repairSettings }
    const draft = draftOf({
      _id,
      at,
      reporter,
      placeId,
      categoryId,
      summary,
      number: `${dateOf(at).slice(2).replaceAll('-', '')}-${String(i + 1).padStart(4, '0')}`,
    })
    let ticket = createTicket(draft, { id: _id, by: by(reporter) }, rules)
    for (const [n, [action, who, brings]] of moves.entries()) {
      const moment = new Date(+at + (n + 1) * HOUR)
      const actor = action === 'close' ? { id: 'system', name: '系统' } : by(who)
      ticket = step(
        ticket,
        { id: `${_id}-${n + 1}`, action, by: actor, at: moment, ...(brings && { brings }) },
        rules,
      )
    }
    return definedFields({ ...ticket, terms: ticketTerms(ticket) })
  })
}

interface Said {
  _id: string
  number: string
  at: Date
  reporter: string
  placeId: string
  categoryId: string
  summary: string
}

function draftOf({
  _id,
  number,
  at,
  reporter,
  placeId,
  categoryId,
  summary,
}: Said): Parameters<typeof createTicket>[0] {
  const { id, name } = person(reporter)
  const { campus, building, room } = places.find(one => one._id === placeId)!
  const { name: named } = categories.find(one => one._id === categoryId)!
  return {
    _id,
    number,
    at,
    summary,
    detail: '',
    photos: [],
    hotline: false,
    terms: [],
    category: { id: categoryId, name: named },
    place: { id: placeId, campus, building, room },
    reporter: { id, name },
  }
}
