import { openapi, storage } from '../data/cloud'

/** Where a mini program code leads. */
export interface PageCode {
  /** The page without its leading slash. */
  page: string
  /** What the page finds in its options: at most 32 characters. */
  scene: string
  /** Where the picture is kept; drawn again, it is the same picture in the same place. */
  path: string
}

/** Draws a mini program code and answers the id of its picture, a PNG. */
export async function pageCode({ page, scene, path }: PageCode): Promise<string> {
  const { buffer } = await openapi.wxacode.getUnlimited({ scene, page, checkPath: false })
  return storage.upload(path, buffer as unknown as Buffer)
}
