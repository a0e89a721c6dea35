import type { Root } from 'postcss'
import codepoints from '../fonts/codepoints.json'

/** The URL of the preview's copy of the icon font. */
const ICON_FONT_URL = 'fonts/tdesign-icons.woff'

const CODEPOINTS: Record<string, string> = codepoints

/**
 * TDesign loads its icon font from a CDN; the preview works offline with a copy of the same icons.
 * The copy has other code points, so `content` is rewritten by the name of the icon.
 */
export function useLocalIcons(root: Root): void {
  root.walkAtRules('font-face', face => {
    face.walkDecls('src', declaration => {
      if (declaration.value.includes('tdesign.gtimg.com/icon')) {
        declaration.value = `url(${ICON_FONT_URL}) format("woff")`
      }
    })
  })
  root.walkRules(/^\.t-icon-[a-z0-9-]+:before$/, rule => {
    const codepoint = CODEPOINTS[rule.selector.slice('.t-icon-'.length, -':before'.length)]
    if (!codepoint) return
    rule.walkDecls('content', declaration => {
      declaration.value = `"\\${codepoint}"`
    })
  })
}
