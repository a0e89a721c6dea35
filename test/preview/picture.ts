import { PNG } from 'pngjs'

/** A file to choose: a red picture of the given size. */
export function aPicture(name: string, width: number, height: number) {
  const png = new PNG({ width, height })
  for (let index = 0; index < png.data.length; index += 4) png.data.set([200, 30, 30, 255], index)
  return { name, mimeType: 'image/png', buffer: PNG.sync.write(png) }
}
