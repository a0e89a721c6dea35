import { keepTemporary } from './files'

export interface Size {
  width: number
  height: number
}

/** Loads a picture from an address of the browser's. @throws Error when it is none */
export async function loadPicture(address: string): Promise<HTMLImageElement> {
  const picture = new Image()
  picture.src = address
  try {
    await picture.decode()
  } catch {
    throw new Error('image error')
  }
  return picture
}

/** Draws anything that can be drawn in the given size, on white. */
export function draw(source: CanvasImageSource, { width, height }: Size): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d')!
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  context.drawImage(source, 0, 0, width, height)
  return canvas
}

/** Keeps what was drawn as a JPEG, of a quality from 0 to 1, and returns its path. */
export async function keepJpeg(canvas: HTMLCanvasElement, quality: number): Promise<string> {
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (!blob) throw new Error('the picture is too large to be drawn')
  return keepTemporary(blob)
}

export interface VideoFacts extends Size {
  /** Seconds; 0 where the file does not say. */
  duration: number
  /** Path of a picture of the beginning. */
  thumbTempFilePath: string
}

/** Looks at a video. @throws Error when the browser cannot play it */
export async function lookAtVideo(address: string): Promise<VideoFacts> {
  const video = document.createElement('video')
  Object.assign(video, { src: address, muted: true, preload: 'auto' })
  await new Promise((resolve, reject) => {
    video.addEventListener('loadeddata', resolve)
    video.addEventListener('error', () => reject(new Error(video.error?.message ?? 'video error')))
  })
  const { videoWidth: width, videoHeight: height, duration } = video
  const thumbTempFilePath = await keepJpeg(draw(video, { width, height }), 0.8)
  return { width, height, duration: Number.isFinite(duration) ? duration : 0, thumbTempFilePath }
}
