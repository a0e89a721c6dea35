import { openapi, storage } from '../data/cloud'

/** The target of a mini program code. */
export interface PageCode {
  /** Page path without the leading slash. */
  page: string
  /** Option `scene` of the page, at most 32 characters. */
  scene: string
  /** Storage path of the picture; drawing it again replaces it with the same picture. */
  path: string
}

/** Draws the mini program code of a page and stores it at `path`. @returns the file id of the picture, a PNG */
export async function pageCode({ page, scene, path }: PageCode): Promise<string> {
  const { buffer } = await openapi.wxacode.getUnlimited({ scene, page, checkPath: false })
  return storage.upload(path, buffer as unknown as Buffer)
}
