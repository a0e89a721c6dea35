import { element } from '../dom'
import { addressOf } from '../files'
import { closeOnEscape } from '../keyboard/modal'
import { layer } from './layer'

export interface MediaSource {
  url: string
  type?: 'image' | 'video'
}

/** wx.previewImage and previewMedia: one picture or video alone on black, until what is beside it or the picture is pressed. */
export function previewMedia({ url, type = 'image' }: MediaSource): void {
  const shown = type === 'video' ? element('video', '') : element('img', '')
  shown.src = addressOf(url)
  if (shown instanceof HTMLImageElement) shown.alt = ''
  if (shown instanceof HTMLVideoElement) shown.controls = true
  const viewer = element('div', 'wx-image-viewer', shown)
  viewer.setAttribute('role', 'dialog')
  viewer.setAttribute('aria-label', '大图')
  closeOnEscape(viewer, () => viewer.remove())
  viewer.addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLVideoElement)) viewer.remove()
  })
  layer().append(viewer)
}
