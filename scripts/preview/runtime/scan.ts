import jsQR from 'jsqr'
import { draw, type Size } from './pictures'

/** The side, in pixels, to which a code is drawn before it is read: small ones grow, photographs shrink. */
const SIDE = 800

type Picture = HTMLImageElement | HTMLCanvasElement

/** The text of the QR code in a picture; undefined when there is none to be read. */
export function readCode(picture: Picture): string | undefined {
  const { width, height } = sizeOf(picture)
  if (!width || !height) return undefined
  const factor = SIDE / Math.max(width, height)
  const size = { width: Math.round(width * factor), height: Math.round(height * factor) }
  const { data } = draw(picture, size).getContext('2d')!.getImageData(0, 0, size.width, size.height)
  return jsQR(data, size.width, size.height)?.data
}

/** The text of the first QR code that another phone on the desk shows. */
export function readOtherPhones(): string | undefined {
  const pictures = otherPhones().flatMap(phone => [
    ...phone.querySelectorAll<Picture>('#phone :is(img, canvas)'),
  ])
  for (const picture of pictures) {
    const text = picture.checkVisibility() ? readCode(picture) : undefined
    if (text !== undefined) return text
  }
  return undefined
}

/** The other phones on the same desk: none when this one has the window to itself. */
export function otherPhones(): Document[] {
  if (parent === window) return []
  const frames = [...parent.document.querySelectorAll('iframe')]
  return frames.flatMap(({ contentDocument }) =>
    contentDocument && contentDocument !== document ? [contentDocument] : [],
  )
}

/** Pictures of another window are not instances of this one's classes. */
function sizeOf(picture: Picture): Size {
  if ('naturalWidth' in picture) return { width: picture.naturalWidth, height: picture.naturalHeight }
  return picture
}
