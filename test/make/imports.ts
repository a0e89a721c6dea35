import { csv, HEADINGS } from './sheets'
import { uploadedBy } from './upload'
import type { World } from './world'

/** A new person, a changed one, and a department that is to be made. */
export const SHEET = csv([
  HEADINGS,
  ['张三', 'zhangsan', '', '19900001001', '', '广研/产品中心', '产品经理'],
  ['林知微', '10001', '', '', 't-lin@example.edu', '计算机学院/软件工程系', '教授'],
])

/** The input of an operation on the uploaded sheet. */
export const sheet = async (world: World) => ({ fileId: await uploadedBy('a-system', world.cloud, SHEET) })

/** … on the checked sheet. */
export async function checked(world: World): Promise<{ importId: string }> {
  const { id } = await world.as('a-system').directory.importCheck(await sheet(world))
  return { importId: id }
}

/** … on the imported sheet. */
export async function imported(world: World): Promise<{ importId: string }> {
  const input = await checked(world)
  await world.as('a-system').directory.importStep(input)
  return input
}
