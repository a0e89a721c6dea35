import { jpeg } from './media'
import { uploadedBy } from './upload'
import type { World } from './world'

/** Uploads a picture as the persona. @returns its file id */
export const photo = (world: World, as: string, name = '1.jpg', bytes = jpeg()): Promise<string> =>
  uploadedBy(as, world.cloud, bytes, name)
