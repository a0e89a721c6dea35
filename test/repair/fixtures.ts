import type { repair } from '#contract/repair'
import type { Fixtures } from '../make/fixtures'
import { at } from '../make/time'
import { access, budget, scope } from './access'
import { pages } from './pages'
import { timerWork } from './timer-work'
import { writes } from './writes'

const MONTH = { from: at(-30, 0).slice(0, 10), to: at(0, 0).slice(0, 10) }

export const fixtures: Fixtures<typeof repair> = {
  access,
  budget,
  scope,
  writes,
  timerWork,
  pages,
  personas: {
    'repair.dispatcher': 'd-logistics',
    'repair.worker': 'w-qian',
    'repair.keeper': 'k-store',
    'repair.admin': 'a-repair',
  },
  settings: { SUBSCRIBE_TEMPLATE_REPAIR_PROGRESS: 'tpl-repair' },
  standIns: { get: 't-lin', cancel: 't-lin', rate: 't-lin', urge: 't-lin', reopen: 's-chen' },
  sample: {
    create: { categoryId: 'c-water', placeId: 'p-md-101', summary: '灯不亮' },
    atPlace: { placeId: 'p-md-101' },
    get: { id: 'seed-ticket-01' },
    cancel: { id: 'seed-ticket-01' },
    rate: { id: 'seed-ticket-10', result: 5, efficiency: 4 },
    urge: { id: 'seed-ticket-01' },
    reopen: { id: 'seed-ticket-11' },
    accept: { id: 'seed-ticket-02' },
    refuse: { id: 'seed-ticket-03' },
    workers: { id: 'seed-ticket-04' },
    dispatch: { id: 'seed-ticket-04', workerId: 'w-zhao' },
    note: { id: 'seed-ticket-06' },
    start: { id: 'seed-ticket-07' },
    abandon: { id: 'seed-ticket-16' },
    finish: { id: 'seed-ticket-17' },
    issue: { ticketId: 'seed-ticket-05', materialId: 'x-hinge', count: 1 },
    return: { ticketId: 'seed-ticket-05', materialId: 'x-hinge', count: 1 },
    restock: { materialId: 'x-tap', count: 5 },
    saveWorker: { id: 'w-qian', skills: ['木工'], campuses: ['东校区'] },
    placeCodes: { ids: ['p-md-101'] },
    mailPreview: { categoryId: 'c-water' },
    stats: MONTH,
    export: MONTH,
  },
  keepsText: {
    create: [{ as: 't-lin', input: { placeId: undefined, place: { building: '明德楼', room: '' } } }],
  },
  lookedFor: [
    'places text',
    'places of.campus',
    'places of.building',
    'queue building',
    'queue text',
    'counts building',
    'counts text',
    'materials text',
    'workers skill',
    'workers campus',
    'stock text',
    'export building',
  ],
}
