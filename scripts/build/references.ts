/** A reference from one file to another, as written, with its line. */
export interface Reference {
  target: string
  kind: 'component' | 'wxml' | 'wxs' | 'wxss' | 'image'
  line: number
}

/**
 * The references in a file of the mini program to components, templates, style sheets, WXS and images; esbuild finds
 * those to scripts. `name` serves for its extension only.
 * @throws SyntaxError when a json file is not JSON
 */
export function referencesOf(name: string, text: string): Reference[] {
  if (name.endsWith('.json')) return componentReferences(text)
  if (name.endsWith('.wxml')) return wxmlReferences(blank(text, /<!--[\s\S]*?-->/g))
  if (name.endsWith('.wxss'))
    return find(blank(text, CSS_COMMENT), /@import\s+(?:url\()?\s*["']([^"']+)["']/g, 'wxss')
  if (name.endsWith('.wxs')) return find(text, WXS_REQUIRE, 'wxs')
  return []
}

const CSS_COMMENT = /\/\*[\s\S]*?\*\//g
const WXS_REQUIRE = /\brequire\(\s*["']([^"']+)["']\s*\)/g

function componentReferences(text: string): Reference[] {
  const { usingComponents = {}, componentGenerics = {} } = JSON.parse(text) as {
    usingComponents?: Record<string, string>
    componentGenerics?: Record<string, true | { default?: string }>
  }
  const defaults = Object.values(componentGenerics).flatMap(generic =>
    generic === true ? [] : (generic.default ?? []),
  )
  return [...Object.values(usingComponents), ...defaults].map(target => {
    return { target, kind: 'component', line: lineAt(text, text.indexOf(JSON.stringify(target))) }
  })
}

function wxmlReferences(text: string): Reference[] {
  return [
    ...find(text, /<(?:import|include)\b[^>]*?\bsrc=["']([^"'{]+)["']/g, 'wxml'),
    ...find(text, /<wxs\b[^>]*?\bsrc=["']([^"']+)["']/g, 'wxs'),
    ...find(text, WXS_REQUIRE, 'wxs'),
    ...find(text, /<image\b[^>]*?\bsrc=["'](\/[^"'{]+)["']/g, 'image'),
  ]
}

function find(text: string, pattern: RegExp, kind: Reference['kind']): Reference[] {
  return [...text.matchAll(pattern)].map(match => ({
    target: match[1]!,
    kind,
    line: lineAt(text, match.index),
  }))
}

/** Comments become spaces, so that lines keep their numbers. */
function blank(text: string, comment: RegExp): string {
  return text.replace(comment, found => found.replace(/[^\n]/g, ' '))
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}
