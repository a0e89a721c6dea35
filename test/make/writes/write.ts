import type { RefusalCode } from '#contract/kernel/errors'
import { aFailure } from '../messages'
import { csv, HEADINGS, uploadedBy } from '../sheets'
import type { World } from '../world'

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
export const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])

export const photo = (world: World, as: string, name = '1.jpg', bytes = JPG) =>
  uploadedBy(as, world.cloud, bytes, name)

export const insert = (world: World, collection: string, ...documents: object[]) =>
  world.cloud.database.insert({ collection, documents: documents as never })

/** Somebody new, somebody changed, and a department that is to be made. */
export const SHEET = csv([
  HEADINGS,
  ['张三', 'zhangsan', '', '19900001001', '', '广研/产品中心', '产品经理'],
  ['林知微', '10001', '', '', 't-lin@example.edu', '计算机学院/软件工程系', '教授'],
])
export const sheet = async (world: World) => ({ fileId: await uploadedBy('a-system', world.cloud, SHEET) })
export const checked = async (world: World) => {
  const { id } = await world.as('a-system').directory.importCheck(await sheet(world))
  return { importId: id }
}
export const imported = async (world: World) => {
  const input = await checked(world)
  await world.as('a-system').directory.importStep(input)
  return input
}

/** A second administrator, so that the first may go. */
export const twoAdministrators = async (world: World) => {
  await world.as('a-system').access.grantDuty({ id: 't-su', duty: 'system.admin', scope: ['*'] })
}

export const given =
  (input: object, before: (world: World) => unknown) =>
  async (world: World): Promise<object> => {
    await before(world)
    return input
  }

export const failure = (world: World) => insert(world, 'deliveries', aFailure('d-1'), aFailure('d-2'))
