import type { AtRule, Root, Rule } from 'postcss'
import { parse } from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { BUILTIN_TAGS } from '../runtime/builtin-tags'
import { browserUnits } from '../runtime/units'
import { BuildError } from './errors'
import { useLocalIcons } from './icons'
import type { Sources } from './sources'

/** Stands for the class prefix of an isolated component, which is known only when its script has run. */
const SCOPE = '__SCOPE__'

/** Stands for the name of that scope, which `:host` needs. */
const HOST = '__HOST__'

export type StyleKind = 'app' | 'page' | 'component'

/** Compiles one WXSS file with its imports to CSS for the preview's page. Throws when an import is missing. */
export function compileStyle(sources: Sources, name: string, kind: StyleKind): string {
  if (!sources.has(name, '.wxss')) return ''
  const root = inlineImports(sources, name, [])
  useLocalIcons(root)
  root.walkRules(rule => {
    if (!isKeyframe(rule)) rule.selector = compileSelector(rule.selector, name, kind)
  })
  darkModeByAttribute(root)
  root.walkDecls(declaration => {
    declaration.value = browserUnits(declaration.value)
  })
  return root.toString()
}

function inlineImports(sources: Sources, name: string, importers: string[]): Root {
  const root = parse(sources.read(name, '.wxss'), { from: sources.file(name, '.wxss') })
  root.walkAtRules('import', rule => {
    const reference = rule.params
      .replace(/^url\(/, '')
      .replace(/['")]/g, '')
      .trim()
    const target = sources.resolve(name, reference.replace(/\.wxss$/, ''), '.wxss')
    if (!sources.has(target, '.wxss')) {
      throw new BuildError([
        `${sources.file(name, '.wxss')}:${rule.source?.start?.line}: "${reference}" is not found`,
      ])
    }
    if (importers.includes(target)) rule.remove()
    else rule.replaceWith(inlineImports(sources, target, [...importers, name]).nodes)
  })
  return root
}

/** The theme belongs to the phone, not to the browser: `prefers-color-scheme` becomes an attribute of the document. */
function darkModeByAttribute(root: Root): void {
  root.walkAtRules('media', media => {
    const theme = /^\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)$/.exec(media.params)?.[1]
    if (!theme) return
    media.walkRules(rule => {
      if (!isKeyframe(rule)) {
        rule.selectors = rule.selectors.map(selector => `:where(html[data-theme="${theme}"]) ${selector}`)
      }
    })
    media.replaceWith(media.nodes ?? [])
  })
}

function compileSelector(selector: string, name: string, kind: StyleKind): string {
  const page = `:where(wx-page[is="${name}"])`
  return selectorParser(selectors => {
    selectors.each(one => {
      const namesPage = compileTags(one, kind === 'page' ? page.replace('wx-page', '') : '')
      if (kind === 'component') compileHost(one)
      if (kind === 'page' && !namesPage) one.prepend(selectorParser.tag({ value: `${page} ` }))
    })
  }).processSync(selector)
}

/** Returns whether the selector names `page`, the root of the page itself. */
function compileTags(selector: selectorParser.Selector, onlyThisPage: string): boolean {
  let namesPage = false
  selector.walkTags(tag => {
    const value = tag.value.toLowerCase()
    if (value === 'page') {
      namesPage = true
      tag.value = `wx-page${onlyThisPage}`
    } else if (BUILTIN_TAGS.has(value)) tag.value = `wx-${value}`
  })
  return namesPage
}

function compileHost(selector: selectorParser.Selector): void {
  selector.walkClasses(node => {
    node.setPropertyWithoutEscape(
      'value',
      SCOPE + node.value.replace(/[^\w-]/g, character => `\\${character}`),
    )
  })
  selector.walkPseudos(pseudo => {
    if (pseudo.value === ':host') pseudo.replaceWith(selectorParser.tag({ value: `[wx-host="${HOST}"]` }))
  })
}

function isKeyframe(rule: Rule): boolean {
  return rule.parent?.type === 'atrule' && /keyframes$/i.test((rule.parent as AtRule).name)
}
