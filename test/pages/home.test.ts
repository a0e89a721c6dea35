import type { Me } from '#contract/account'
import type { ReservationView } from '#contract/room'
import { greeting, sectionsFor, standing, upcoming, waitingWords } from '../../miniprogram/pages/home/view'
import { profile } from '../../miniprogram/pages/me/view'

const NOW = Date.parse('2026-03-04T09:10:00+08:00')
const teacher: Me = { state: 'active', name: '林知微', kind: 'staff', duties: [] }
const shown = (me: Me) => sectionsFor(me).flatMap(group => group.tiles.map(({ id }) => id))

const REPAIRS = ['report', 'tickets', 'hotline']
const EVERY_MEMBER = ['find', 'mine', ...REPAIRS]

test('T-03, L-27: every member finds the rooms, their own reservations, and repairs on line or by telephone', () => {
  expect(shown(teacher)).toEqual(EVERY_MEMBER)
})

test('L-36: people from outside report repairs, and no more', () => {
  const guest: Me = { ...teacher, kind: 'outside' }
  expect([shown(guest), standing(guest)]).toEqual([REPAIRS, null])
})

test('T-06: approvals, conflicts and the rooms themselves are for administrators of rooms', () => {
  const forRoomAdmins = ['approvals', 'conflicts', 'manage']
  expect(shown({ ...teacher, duties: ['room.admin'] })).toEqual([...EVERY_MEMBER, ...forRoomAdmins])
  expect(shown({ ...teacher, duties: ['directory.admin'] })).toEqual([...EVERY_MEMBER, 'admin'])
  expect(shown({ ...teacher, duties: ['system.admin'] })).toEqual([...EVERY_MEMBER, 'admin', 'failures'])
})

test('people who may not work here are told what to do, each kind in its own words', () => {
  const hints = (['stranger', 'frozen', 'left'] as const).map(state => standing({ state })?.hint)
  expect(new Set(hints).size).toBe(3)
  expect(hints[0]).toMatch('就可以加入')
  for (const hint of hints.slice(1)) expect(hint).toMatch('请联系')
  expect(standing(teacher)).toBeNull()
})

test.each([
  ['01:00', '夜深了'],
  ['08:00', '上午好'],
  ['12:30', '中午好'],
  ['17:59', '下午好'],
  ['18:00', '晚上好'],
])('at %s the greeting is %s, by the clock of the place', (clock, words) => {
  expect(greeting('林知微', Date.parse(`2026-03-04T${clock}:00+08:00`))).toBe(`${words}，林知微`)
})

test('a glance shows the next reservations that still hold, soonest first', () => {
  const day = (id: string, date: string, status = 'reserved') =>
    ({ id, from: `${date}T10:00:00+08:00`, to: `${date}T11:00:00+08:00`, status }) as ReservationView
  const all = [
    day('far', '2026-03-20'),
    day('off', '2026-03-05', 'cancelled'),
    day('over', '2026-03-03'),
    day('next', '2026-03-04'),
    day('waits', '2026-03-06', 'pending'),
  ]
  expect(upcoming(all, NOW, 2).map(({ id }) => id)).toEqual(['next', 'waits'])
})

test('the badge says how many wait, and that there are more', () => {
  expect([waitingWords(0, false), waitingWords(3, false), waitingWords(20, true)]).toEqual(['', '3', '20+'])
})

test('my page says who I am and which duties I hold', () => {
  expect(profile({ ...teacher, duties: ['room.admin'] })).toEqual({
    id: '',
    name: '林知微',
    avatar: '',
    about: '教职工',
    duties: ['会议室管理员'],
  })
  expect(profile({ state: 'stranger' })).toMatchObject({
    name: '访客',
    about: '还不是本单位成员',
    duties: [],
  })
  expect(profile({ ...teacher, state: 'frozen' }).about).toBe('账号已冻结')
})
