import { element } from '../dom'
import { layer } from './layer'

/** wx.previewImage: the picture alone on black until it is pressed. */
export function previewImage(url: string): void {
  const picture = element('img', '')
  picture.src = url
  const viewer = element('div', 'wx-image-viewer', picture)
  viewer.addEventListener('click', () => viewer.remove())
  layer().append(viewer)
}
