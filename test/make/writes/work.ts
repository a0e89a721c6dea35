import { dateOf } from '#contract/kernel/time'
import { mp3, png } from '../media'
import { aMessage, leave, tick } from '../messages'
import { dispatched } from '../tickets'
import { at } from '../time'
import type { World } from '../world'
import { failure, given, photo, type Write } from './write'

const told = async (world: World) => {
  await leave(world.cloud, aMessage({ id: 'm-1' }), aMessage({ id: 'm-2' }))
  await tick(world.cloud)
}

export const ofWork: Record<string, Write[]> = {
  'message.read': [
    {
      as: 't-lin',
      input: async world => {
        await told(world)
        return { id: (await world.as('t-lin').message.list({})).items[0]!.id }
      },
    },
  ],
  'message.readAll': [{ as: 't-lin', input: given({}, told) }],
  'message.consented': [{ input: { templates: ['tpl-repair', 'tpl-room'] } }],
  'message.retry': [{ input: given({ id: 'd-1' }, failure) }],
  'message.retryAll': [{ input: given({}, failure) }],
  'repair.create': [
    {
      as: 't-lin',
      input: async world => ({
        ...{
          placeId: 'p-md-101',
          categoryId: 'c-water',
          summary: '漏水',
          detail: '一直在漏',
          freeTime: '下午',
        },
        photos: [await photo(world, 't-lin'), await photo(world, 't-lin', '2.png', png())],
        voice: { fileId: await photo(world, 't-lin', '1.mp3', mp3()), seconds: 3 },
        location: { latitude: 23, longitude: 113 },
      }),
    },
  ],
  'repair.accept': [
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
  'repair.cancel': [{}, { as: 's-chen', input: { id: 'seed-ticket-04' } }],
  // What a worker has to do is counted anew by the timer.
  'repair.dispatch': [
    { byTimer: true },
    { input: { id: 'seed-ticket-06', workerId: 'w-qian' }, byTimer: true },
  ],
  'repair.abandon': [{ byTimer: true }],
  'repair.finish': [
    {
      ...{ as: 'w-zhao', byTimer: true },
      async input(world) {
        const { id } = await dispatched(world, 'w-zhao')
        await world.as('w-zhao').repair.start({ id })
        return { id, report: '换了垫圈', used: '垫圈', photos: [await photo(world, 'w-zhao')] }
      },
    },
  ],
  'repair.issue': [{}, { input: { ticketId: 'seed-ticket-05', materialId: 'x-lock', count: 6 } }],
  'repair.return': [
    {
      input: given({ ticketId: 'seed-ticket-05', materialId: 'x-hinge', count: 1 }, world =>
        world.as('k-store').repair.issue({ ticketId: 'seed-ticket-05', materialId: 'x-hinge', count: 2 }),
      ),
    },
  ],
  'repair.restock': [{}, { input: { materialId: 'x-tap', count: -9, reason: '盘点' } }],
  'repair.saveCategory': [{}, { input: { id: 'c-water', name: '水电维修', mails: ['a@example.edu'] } }],
  'repair.savePlace': [{}, { input: { id: 'p-md-101', campus: '东校区', building: '明德楼', room: '101A' } }],
  'repair.saveMaterial': [{}, { input: { id: 'x-tap', name: '水龙头', unit: '个', low: 6 } }],
  'repair.saveWorker': [{}, { input: { id: 'k-store', skills: ['水电'], campuses: [], onDuty: true } }],
  'repair.export': [{ input: { from: at(-30, 0).slice(0, 10), to: dateOf(Date.now()), format: 'xlsx' } }],
  'room.cancel': [{ as: 't-lin', input: { reservationId: 'seed-r-101-1-14' } }],
  'room.move': [{ as: 't-lin', input: { reservationId: 'seed-r-101-1-14', from: at(3, 9), to: at(3, 10) } }],
  'room.close': [
    {},
    { input: { roomId: 'r-101', from: at(1, 0), to: at(1, 24), reason: '检修', cancelBookings: true } },
  ],
}
