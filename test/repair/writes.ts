import { dateOf } from '#contract/kernel/time'
import type { repair } from '#contract/repair'
import type { Writes } from '../make/fixtures'
import { mp3, png } from '../make/media'
import { photo } from '../make/photos'
import { given } from '../make/rows'
import { dispatched } from '../make/tickets'
import { at } from '../make/time'

export const writes: Writes<typeof repair> = {
  create: [
    {
      as: 't-lin',
      input: async world => ({
        placeId: 'p-md-101',
        categoryId: 'c-water',
        summary: '漏水',
        detail: '一直在漏',
        freeTime: '下午',
        photos: [await photo(world, 't-lin'), await photo(world, 't-lin', '2.png', png())],
        voice: { fileId: await photo(world, 't-lin', '1.mp3', mp3()), seconds: 3 },
        location: { latitude: 23, longitude: 113 },
      }),
    },
  ],
  accept: [
    {
      input: {
        id: 'seed-ticket-02',
        materials: [
          { materialId: 'x-cable', count: 3 },
          { materialId: 'x-tap', count: 1 },
        ],
      },
    },
  ],
  cancel: [{}, { as: 's-chen', input: { id: 'seed-ticket-04' } }],
  // The timer counts anew what a worker has to do.
  dispatch: [
    { byTimer: true },
    { input: { id: 'seed-ticket-06', workerId: 'w-qian' }, byTimer: true },
    {
      input: {
        id: 'seed-ticket-02',
        workerId: 'w-qian',
        materials: [
          { materialId: 'x-cable', count: 3 },
          { materialId: 'x-tap', count: 1 },
        ],
      },
      byTimer: true,
    },
  ],
  abandon: [{ byTimer: true }],
  finish: [
    {
      as: 'w-zhao',
      byTimer: true,
      async input(world) {
        const { id } = await dispatched(world, 'w-zhao')
        await world.as('w-zhao').repair.start({ id })
        return { id, report: '换了垫圈', used: '垫圈', photos: [await photo(world, 'w-zhao')] }
      },
    },
  ],
  issue: [{}, { input: { ticketId: 'seed-ticket-05', materialId: 'x-lock', count: 6 } }],
  return: [
    {
      input: given({ ticketId: 'seed-ticket-05', materialId: 'x-hinge', count: 1 }, world =>
        world.as('k-store').repair.issue({ ticketId: 'seed-ticket-05', materialId: 'x-hinge', count: 2 }),
      ),
    },
  ],
  restock: [{}, { input: { materialId: 'x-tap', count: 3, counted: true, reason: '盘点' } }],
  saveCategory: [{}, { input: { id: 'c-water', name: '水电维修', mails: ['a@example.edu'] } }],
  savePlace: [{}, { input: { id: 'p-md-101', campus: '东校区', building: '明德楼', room: '101A' } }],
  saveMaterial: [{}, { input: { id: 'x-tap', name: '水龙头', unit: '个', low: 6 } }],
  saveWorker: [{}, { input: { id: 'k-store', skills: ['水电'], campuses: [], onDuty: true } }],
  export: [{ input: { from: at(-30, 0).slice(0, 10), to: dateOf(Date.now()), format: 'xlsx' } }],
}
