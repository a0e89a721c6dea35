import { openapi, storage } from '../data/cloud'

/** The target of a mini program code. */
export interface PageCode {
  /** The page without its leading slash. */
  page: string
  /** Reaches the page as the option `scene`: at most 32 characters. */
  scene: string
  /** Storage path of the picture; drawn again, it is the same picture at the same path. */
  path: string
}

/** Draws a mini program code and answers the id of its picture, a PNG. */
export async function pageCode({ page, scene, path }: PageCode): Promise<string> {
  const { buffer } = await openapi.wxacode.getUnlimited({ scene, page, checkPath: false })
  return storage.upload(path, buffer as unknown as Buffer)
}
