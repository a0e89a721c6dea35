import { searchTerms } from '../../../cloudfunctions/kernel/search/terms'
import type { Category, Place, Settings } from '../../../cloudfunctions/repair/model'

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
