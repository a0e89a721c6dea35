import type { RefusalCode } from '#contract/kernel/errors'
import { dateOf } from '#contract/kernel/time'
import { newMember } from '../../cloudfunctions/kernel/roster'
import { seed } from '../../database-schema/seed'
import { members } from '../../database-schema/seed/members'
import { fileIdOf } from '../../scripts/local-cloud/storage/file-id'
import { anApplication } from './applications'
import { aFailure, aMessage, leave, tick } from './messages'
import { csv, HEADINGS, uploadedBy } from './sheets'
import { dispatched } from './tickets'
import { at } from './time'
import { aWorld, type World } from './world'

/** A press that changes something. */
export interface Write {
  /** Who presses; whoever stands for the operation unless said. */
  as?: string
  /** What comes with it, or what has to happen before it, which answers that. */
  input?: object | ((world: World) => Promise<object> | object)
  /** What the repeated press is told where the interrupted one may be lost with nothing done. */
  lost?: RefusalCode
  /** A collection in which the interrupted press may leave out its row: what people then do is told. */
  mayLack?: string
  /** The timer puts right what is left: not before its next run all is as if pressed once. */
  byTimer?: true
}

const JPG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])
const MP3 = Buffer.from([0x49, 0x44, 0x33, 4])

const photo = (world: World, as: string, name = '1.jpg', bytes = JPG) =>
  uploadedBy(as, world.cloud, bytes, name)

/** A file where only who runs the cloud can put it. */
async function forConsole(world: World, bytes: Buffer): Promise<string> {
  const path = 'incoming/console/roster.csv'
  await world.cloud.files.put(path, { bytes, type: 'text/csv', modified: world.cloud.clock.now() })
  return fileIdOf(path)
}

const insert = (world: World, collection: string, ...documents: object[]) =>
  world.cloud.database.insert({ collection, documents: documents as never })

/** Somebody new, somebody changed, and a department that is to be made. */
const SHEET = csv([
  HEADINGS,
  ['张三', 'zhangsan', '', '19900001001', '', '广研/产品中心', '产品经理'],
  ['林知微', '10001', '', '', 't-lin@example.edu', '计算机学院/软件工程系', '教授'],
])
const sheet = async (world: World) => ({ fileId: await uploadedBy('a-system', world.cloud, SHEET) })
const checked = async (world: World) => {
  const { id } = await world.as('a-system').directory.importCheck(await sheet(world))
  return { importId: id }
}
const imported = async (world: World) => {
  const input = await checked(world)
  await world.as('a-system').directory.importStep(input)
  return input
}

const group = {
  ...{
    name: '会务组',
    members: ['t-su', 'm-01'],
    rights: [{ application: 'room', manage: true }],
    scope: ['cs'],
  },
}
const aGroup = async (world: World) => (await world.as('a-system').directory.saveGroup(group as never)).id

/** The code that was sent to the address, to be proved by the person. */
const proof =
  (as: string, address: string, more = {}) =>
  async (world: World) => {
    await world.as(as).account.sendCode({ channel: 'sms', address })
    const code = /\d{6}/.exec(world.cloud.outbox.list('sms').at(-1)!.text)![0]
    return { address, code, ...more }
  }

/** A second administrator, so that the first may go. */
const twoAdministrators = async (world: World) => {
  await world.as('a-system').directory.grantDuty({ id: 't-su', duty: 'system.admin', scope: ['*'] })
}
const given =
  (input: object, before: (world: World) => unknown) =>
  async (world: World): Promise<object> => {
    await before(world)
    return input
  }

const application = (world: World) =>
  insert(world, 'applications', anApplication('p-1', { phone: '19900006101' }))
const failure = (world: World) => insert(world, 'deliveries', aFailure('d-1'), aFailure('d-2'))
const told = async (world: World) => {
  await leave(world.cloud, aMessage({ id: 'm-1' }), aMessage({ id: 'm-2' }))
  await tick(world.cloud)
}
const held = async (world: World) => {
  const { importId } = await checked(world)
  const [row] = [...world.cloud.database.dump('imports')]
  await world.cloud.database.put({
    ...{ collection: 'imports', insert: false, documents: [{ ...row!, source: 'sync', state: 'held' }] },
  })
  await world.as('a-system').directory.saveSync({ intervalMinutes: 60 })
  const sync = [...world.cloud.database.dump('organisation')].find(({ _id }) => _id === 'sync')!
  await world.cloud.database.put({
    ...{ collection: 'organisation', insert: false, documents: [{ ...sync, runs: [importId] }] },
  })
}

/**
 * What operations are pressed with where the sample of `sample.ts` would be refused or change nothing: every way of
 * writing that an operation has is here.
 */
export const WRITES: Record<string, Write[]> = {
  'account.phone': [
    { as: 'new', input: world => ({ code: world.cloud.phoneCode('o-new').code }), lost: 'CODE_EXPIRED' },
  ],
  'account.sendCode': [
    // No second message for a press that has been counted: who gets no code asks again when the minute is over.
    { input: { channel: 'sms', address: '19900009999' }, mayLack: 'codes' },
    { input: { channel: 'mail', address: 't-lin@example.edu' }, mayLack: 'codes' },
  ],
  'account.verify': [
    { as: 'new', input: proof('new', '19900000001') },
    // What they left behind as somebody from outside follows in the night at the latest.
    { as: 'x-out', input: proof('x-out', '19900000001'), byTimer: true },
    { as: 'new', input: proof('new', '19900009998', { name: '外来者' }) },
    { input: proof('m-04', '19900009997') },
  ],
  'account.apply': [{ as: 'new', input: { name: '申请人', departmentId: 'cs', post: '', account: 'x-9' } }],
  'account.update': [{ input: { qq: '1234567', shows: { qq: 'everyone' } } }],
  'account.avatar': [
    {
      as: 't-su',
      async input(world) {
        await world.as('t-su').account.avatar({ fileId: await photo(world, 't-su') })
        return { fileId: await photo(world, 't-su', '2.png', PNG) }
      },
    },
  ],
  'account.erase': [{}, { as: 't-su', input: given({}, twoAdministrators) }],
  'account.keep': [
    {
      as: 't-su',
      input: given({}, async world => {
        await twoAdministrators(world)
        await world.as('t-su').account.erase({})
      }),
    },
  ],
  'admin.firstAdministrator': [
    {
      input: given({ account: '10001' }, world =>
        world.cloud.database.remove({ collection: 'organisation', filter: { _id: 'administrators' } }),
      ),
    },
  ],
  'admin.import': [
    { input: async world => ({ fileId: await forConsole(world, SHEET) }) },
    { input: checked },
    { input: async world => ({ ...(await imported(world)), undo: true }) },
  ],
  'admin.retryMessages': [{ input: given({}, failure) }],
  'admin.erasePerson': [{ input: { id: 't-su' } }, { input: given({ id: 't-su' }, twoAdministrators) }],
  'directory.reveal': [{ as: 'a-system', input: { id: 't-su', reason: '核对' } }],
  'directory.removeColleague': [
    {
      as: 't-lin',
      input: given({ id: 't-su' }, world => world.as('t-lin').directory.addColleague({ id: 't-su' })),
    },
  ],
  'directory.decide': [
    { input: given({ id: 'p-1', accept: true }, application) },
    { input: given({ id: 'p-1', accept: false, reason: '不符合' }, application) },
  ],
  'directory.saveMember': [
    { input: { name: '新来的', departments: ['it'], phone: '19900006401' } },
    { input: { id: 't-lin', posts: ['教授'], version: 1 } },
  ],
  'directory.saveDepartment': [
    { input: { name: '新系', parent: 'cs' } },
    { input: { id: 'cs', name: '计算机与人工智能学院' } },
  ],
  'directory.removeDepartment': [
    {
      async input(world) {
        const { departments } = await world
          .as('a-system')
          .directory.saveDepartment({ name: '空系', parent: 'cs' })
        return { id: departments.find(({ name }) => name === '空系')!.id }
      },
    },
  ],
  'directory.freeze': [
    { input: { id: 't-lin', reason: '手机丢失' } },
    { input: given({ id: 't-su', reason: '手机丢失' }, twoAdministrators) },
  ],
  'directory.unfreeze': [
    { input: { id: 'f-frozen' } },
    {
      input: given({ id: 't-su' }, async world => {
        await twoAdministrators(world)
        await world.as('a-system').directory.freeze({ id: 't-su', reason: '手机丢失' })
      }),
    },
  ],
  'directory.importCheck': [{ input: sheet }],
  'directory.importStep': [{ input: checked }],
  'directory.importUndo': [{ input: imported }],
  'directory.syncNow': [
    {},
    { input: given({}, world => world.as('a-system').directory.saveSync({ intervalMinutes: 60 })) },
  ],
  'directory.syncRelease': [{ input: given({}, held) }],
  'directory.saveSync': [
    { input: { intervalMinutes: 30 } },
    {
      input: given({ intervalMinutes: 30 }, world =>
        world.as('a-system').directory.saveSync({ intervalMinutes: 60 }),
      ),
    },
  ],
  'directory.saveGroup': [
    { input: group },
    {
      input: async world => ({
        ...group,
        id: await aGroup(world),
        members: ['m-01', 'm-02'],
        scope: ['lit'],
      }),
    },
  ],
  'directory.removeGroup': [{ input: async world => ({ id: await aGroup(world) }) }],
  'directory.grantDuty': [
    { input: { id: 't-su', duty: 'room.admin', scope: ['cs'] } },
    { input: { id: 't-su', duty: 'system.admin', scope: ['*'] } },
    { input: given({ id: 't-su', duty: 'system.admin', scope: ['*'], remove: true }, twoAdministrators) },
  ],
  'directory.invite': [{}, { input: { send: true } }],
  'outbox.read': [
    {
      as: 't-lin',
      input: async world => {
        await told(world)
        return { id: (await world.as('t-lin').outbox.list({})).items[0]!.id }
      },
    },
  ],
  'outbox.readAll': [{ as: 't-lin', input: given({}, told) }],
  'outbox.consented': [{ input: { templates: ['tpl-repair', 'tpl-room'] } }],
  'outbox.retry': [{ input: given({ id: 'd-1' }, failure) }],
  'outbox.retryAll': [{ input: given({}, failure) }],
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
        photos: [await photo(world, 't-lin'), await photo(world, 't-lin', '2.png', PNG)],
        voice: { fileId: await photo(world, 't-lin', '1.mp3', MP3), seconds: 3 },
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

const TEMPLATES = {
  SUBSCRIBE_TEMPLATE_REPAIR_PROGRESS: 'tpl-repair',
  SUBSCRIBE_TEMPLATE_ROOM_OUTCOME: 'tpl-room',
}
const SYNC = { SYNC_URL: 'http://127.0.0.1:9/people', SYNC_SECRET: 'secret' }

/** The fictional university, with people who have not joined, from outside, and everything set up that can be. */
export const aWorldOfWrites = (environment: Record<string, string> = SYNC): World =>
  aWorld({
    // Who is killed while sending a mail hangs up, and the server says so.
    log: () => {},
    // The same object: the address of a server is known only when it is up.
    environment: Object.assign(environment, TEMPLATES),
    seed: now => ({
      ...seed(now),
      members: [
        ...members,
        ...[
          { _id: 'n-phone', phone: '19900009999' },
          { _id: 'n-mail', mail: 'n-mail@example.edu' },
          { _id: 'x-out', kind: 'outside' as const, departments: [], openid: 'o-x-out' },
        ].map(row =>
          newMember({ name: '宋新来', kind: 'staff', departments: ['cs-se'], account: row._id, ...row }, []),
        ),
      ],
    }),
  })

/** What operations that only read find something with. */
export const READS: Record<string, Write[]> = {
  'directory.group': [{ input: async world => ({ id: await aGroup(world) }) }],
  'directory.importGet': [{ input: checked }],
}
