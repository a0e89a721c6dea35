import { builtin } from './define'
import { any, flag, text } from './properties'

const GLYPHS: Record<string, string> = {
  success: '✓',
  success_no_circle: '✓',
  info: 'i',
  warn: '!',
  waiting: '…',
  cancel: '✕',
  download: '↓',
  search: '⌕',
  clear: '✕',
}

export const icon = builtin({
  name: 'icon',
  properties: { type: text(), size: any<number | string>(23), color: text() },
  setup: self => ({
    update() {
      const { type, size, color } = self.data
      self.element.textContent = GLYPHS[type] ?? ''
      self.element.setAttribute('type', type)
      self.element.style.setProperty('--icon-size', typeof size === 'number' ? `${size}px` : size)
      if (color) self.element.style.setProperty('--icon-color', color)
    },
  }),
})

export const canvas = builtin({
  name: 'canvas',
  properties: { type: text(), canvasId: text(), disableScroll: flag() },
})
