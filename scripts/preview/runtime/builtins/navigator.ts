import { report } from '../errors'
import { builtin } from './define'
import { hover, hoverProperties } from './hover'
import { number, text } from './properties'

const METHODS: Record<string, 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch' | 'navigateBack'> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
}

export const navigator = builtin({
  name: 'navigator',
  properties: {
    ...hoverProperties('navigator-hover'),
    url: text(),
    openType: text('navigate'),
    delta: number(1),
    target: text('self'),
  },
  setup(self) {
    hover(self)
    self.element.setAttribute('role', 'link')
    self.on('tap', () => {
      const { url, openType, delta } = self.data
      const method = METHODS[openType]
      if (!method) report(new Error(`<navigator open-type="${openType}"> is not supported by the preview`))
      else void globalThis.wx[method]!({ url, delta })
    })
    return {}
  },
})
