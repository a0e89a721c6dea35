import { addressOf } from '../files'
import { type MediaSource, previewMedia } from '../overlays/preview-media'
import { draw, keepJpeg, loadPicture } from '../pictures'
import { asynchronous } from './call'

const TYPES: Record<string, string> = { jpg: 'jpeg', jpeg: 'jpeg', png: 'png', gif: 'gif', tiff: 'tiff' }

async function getImageInfo({ src }: { src: string }) {
  const { naturalWidth: width, naturalHeight: height } = await loadPicture(addressOf(src))
  const type = TYPES[/\.(\w+)(\?.*)?$/.exec(src)?.[1]?.toLowerCase() ?? ''] ?? 'unknown'
  return { width, height, path: src, orientation: 'up', type }
}

interface Compression {
  src: string
  /** 0 to 100. */
  quality?: number
  compressedWidth?: number
  compressedHeight?: number
}

/** A missing side follows from the other one. The result is a JPEG, because only there does the quality matter. */
async function compressImage({ src, quality = 80, compressedWidth, compressedHeight }: Compression) {
  const picture = await loadPicture(addressOf(src))
  const { naturalWidth, naturalHeight } = picture
  const ratio = naturalWidth / naturalHeight
  const width = compressedWidth ?? (compressedHeight ? compressedHeight * ratio : naturalWidth)
  const height = compressedHeight ?? width / ratio
  const size = { width: Math.round(width), height: Math.round(height) }
  return { tempFilePath: await keepJpeg(draw(picture, size), quality / 100) }
}

interface Preview {
  sources: MediaSource[]
  current?: number
}

/** wx functions that look at pictures. */
export const pictures = {
  getImageInfo: asynchronous('getImageInfo', getImageInfo),
  compressImage: asynchronous('compressImage', compressImage),
  previewMedia: asynchronous('previewMedia', ({ sources, current = 0 }: Preview) => {
    previewMedia(sources[current]!)
  }),
  previewImage: asynchronous('previewImage', ({ current, urls }: { current?: string; urls: string[] }) => {
    previewMedia({ url: current ?? urls[0]! })
  }),
}
