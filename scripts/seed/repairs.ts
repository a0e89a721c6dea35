import { DAY, dateOf, HOUR } from '#contract/kernel/time'
import type { TicketAction } from '#contract/repair'
import { searchTerms } from '../../cloudfunctions/kernel/search-terms'
import { createTicket, step, toDocument } from '../../cloudfunctions/repair/domain'
import type {
  Category,
  Material,
  Movement,
  Place,
  Settings,
  Ticket,
  Worker,
} from '../../cloudfunctions/repair/model'
import { ticketTerms } from '../../cloudfunctions/repair/tickets/terms'
import type { Brought } from '../../cloudfunctions/repair/transitions'
import { members } from './members'

const place = (_id: string, campus: string, building: string, room: string): Place => ({
  _id,
  campus,
  building,
  room,
  version: 1,
  lastKey: '',
  terms: searchTerms({ words: [campus, building, room, building + room] }),
})
const FLOORS = ['101', '102', '203', '305']
export const places: Place[] = [
  ...FLOORS.map(room => place(`p-md-${room}`, '东校区', '明德楼', room)),
  ...FLOORS.map(room => place(`p-bx-${room}`, '东校区', '博学楼', room)),
  ...['201', '202', '411'].map(room => place(`p-nan3-${room}`, '西校区', '南苑3号楼', room)),
  place('p-lib', '东校区', '图书馆', ''),
  place('p-canteen', '西校区', '二食堂', ''),
]

const category = (_id: string, order: number, name: string, hotline: string, mails: string[]): Category => ({
  _id,
  order,
  name,
  hotline,
  hours: hotline && '8:00–21:00',
  mails,
  removed: false,
  version: 1,
  lastKey: '',
  ladder: [
    { hours: 4, members: [] },
    { hours: 8, members: ['a-repair'] },
  ],
  opensAt: '08:00',
  closesAt: '18:00',
  days: [1, 2, 3, 4, 5],
})
export const categories: Category[] = [
  category('c-water', 1, '水电', '19900008001', ['shuidian@example.edu']),
  category('c-wood', 2, '木工', '19900008002', ['mugong@example.edu']),
  category('c-net', 3, '网络', '19900008003', ['wangluo@example.edu']),
  category('c-air', 4, '空调', '19900008001', []),
  category('c-home', 5, '家电', '', []),
]
export const repairSettings: Settings = {
  _id: 'settings',
  holidays: [],
  mails: ['baoxiu@example.edu'],
  version: 1,
  lastKey: '',
}

const person = (id: string) => {
  const { _id, name, account = '', phone = '' } = members.find(one => one._id === id)!
  return { id: _id, name, number: account, phone }
}
const by = (who: string): Movement['by'] => ({ id: person(who).id, name: person(who).name })

const SHELF: [id: string, name: string, unit: string, stock: number, low: number][] = [
  ['x-tap', '水龙头', '个', 12, 5],
  ['x-tube', 'LED 灯管', '根', 40, 10],
  ['x-switch', '墙壁开关', '个', 25, 10],
  ['x-hinge', '门铰链', '副', 6, 8],
  ['x-lock', '门锁', '把', 9, 4],
  ['x-cable', '网线', '米', 300, 50],
  ['x-fan', '风扇电容', '个', 1, 3],
]

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
    return toDocument({ ...ticket, terms: ticketTerms(ticket) })
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
  const { id, name, phone } = person(reporter)
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
    reporter: { id, name, phone },
  }
}

/** The shelf, with what accepted tickets have set aside. */
export function materials(now: Date): Material[] {
  const asking = tickets(now).filter(({ state, materials }) => state === 'accepted' && materials.length)
  return SHELF.map(([_id, name, unit, stock, low]) => {
    const first = { id: `${_id}-first`, at: new Date(+now - 30 * DAY), by: by('k-store'), count: stock }
    const aside = asking.flatMap(({ _id: id, number, acceptedAt, materials }) =>
      materials
        .filter(({ materialId }) => materialId === _id)
        .map(({ asked: count }) => ({
          id: `${id}-reserve`,
          at: acceptedAt!,
          by: by('d-logistics'),
          kind: 'reserve' as const,
          count,
          ticket: { id, number },
        })),
    )
    const reserved = aside.reduce((sum, { count }) => sum + count, 0)
    return {
      _id,
      name,
      unit,
      stock,
      reserved,
      available: stock - reserved,
      low,
      factsRev: 1,
      version: 1,
      lastKey: '',
      held: Object.fromEntries(aside.map(({ ticket, count }) => [ticket.id, count])),
      terms: searchTerms({ words: [name] }),
      movements: [{ ...first, kind: 'restock', reason: '期初盘点' }, ...aside],
    }
  })
}

/** The workers with their categories, their workload and their ratings. */
export function workers(now: Date): Worker[] {
  const all = tickets(now)
  return [
    ['w-zhao', ['水电', '空调'], ['东校区', '西校区']] as const,
    ['w-qian', ['木工', '家电'], ['东校区']] as const,
  ].map(([_id, skills, campuses]) => {
    const theirs = all.filter(({ worker }) => worker?.id === _id)
    const scores = theirs.flatMap(({ rating }) => (rating ? [rating.result, rating.efficiency] : []))
    return {
      _id,
      name: person(_id).name,
      skills: [...skills],
      campuses: [...campuses],
      onDuty: true,
      version: 1,
      lastKey: '',
      load: theirs.filter(({ list }) => list === 'waitingRepair').length,
      rated: { sum: scores.reduce((sum, score) => sum + score, 0), count: scores.length },
    }
  })
}
