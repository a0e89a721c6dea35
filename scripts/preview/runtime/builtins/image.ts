import { assetUrl } from '../assets'
import { builtin } from './define'
import { flag, text } from './properties'

const FITS: Record<string, string> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: 'fill',
  heightFix: 'fill',
}

export const image = builtin({
  name: 'image',
  properties: {
    src: text(),
    mode: text('scaleToFill'),
    lazyLoad: flag(),
    showMenuByLongpress: flag(),
    webp: flag(),
    fadeIn: flag(),
  },
  setup(self) {
    const picture = self.element.querySelector('img')!
    picture.addEventListener('load', () => {
      const { naturalWidth: width, naturalHeight: height } = picture
      const { element } = self
      if (self.data.mode === 'widthFix') element.style.height = `${(element.offsetWidth * height) / width}px`
      if (self.data.mode === 'heightFix') element.style.width = `${(element.offsetHeight * width) / height}px`
      self.emit('load', { width, height })
    })
    picture.addEventListener('error', () => self.emit('error', { errMsg: `GET ${self.data.src} failed` }))
    return {
      update() {
        const { mode, src } = self.data
        const fit = FITS[mode]
        picture.style.objectFit = fit ?? 'none'
        picture.style.objectPosition = fit ? '' : mode
        const url = assetUrl(src, self.node)
        if (picture.getAttribute('src') === url) return
        if (url) picture.src = url
        else picture.removeAttribute('src')
      },
    }
  },
})
