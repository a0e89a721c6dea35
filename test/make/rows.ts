import { fileIdOf } from '../../scripts/local-cloud/storage/file-id'
import type { World } from './world'

export const insert = (world: World, collection: string, ...documents: object[]) =>
  world.cloud.database.insert({ collection, documents: documents as never })

/** Changes fields of a stored document. */
export async function change(world: World, collection: string, id: string, fields: object): Promise<void> {
  const row = [...world.cloud.database.dump(collection)].find(({ _id }) => _id === id)!
  await world.cloud.database.put({ collection, documents: [{ ...row, ...fields }] as never, insert: false })
}

/** Stores a file. @returns its id */
export async function aFile(world: World, path: string, bytes: Buffer = Buffer.from('x')): Promise<string> {
  await world.cloud.files.put(path, { bytes, type: '', modified: world.cloud.clock.now() })
  return fileIdOf(path)
}

/** An input that means something once the work before it is done. */
export const given =
  (input: object, before: (world: World) => unknown) =>
  async (world: World): Promise<object> => {
    await before(world)
    return input
  }
