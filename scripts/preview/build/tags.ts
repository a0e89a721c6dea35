import { BUILTIN_TAGS } from '../runtime/builtin-tags'

/** Tags that are no component: they belong to the template itself. */
const STRUCTURE = new Set(['block', 'template', 'import', 'include', 'slot', 'wxs'])

export interface UnknownTag {
  tag: string
  /** Counted from 1. */
  line: number
}

/** Tags of a WXML source that are neither built-in nor in `components`, the names of its usingComponents. */
export function unknownTags(source: string, components: Iterable<string>): UnknownTag[] {
  const known = new Set([...STRUCTURE, ...BUILTIN_TAGS, ...components])
  return [...withoutScripts(source).matchAll(/<([a-zA-Z][\w-]*)/g)]
    .filter(([, tag]) => !known.has(tag!))
    .map(({ 1: tag, index }) => ({ tag: tag!, line: source.slice(0, index).split('\n').length }))
}

/** Blanks out comments, scripts and expressions, where `<` means something else; every line keeps its number. */
function withoutScripts(source: string): string {
  return source.replace(
    /<!--[\s\S]*?-->|(?<=<wxs\b[^>]*[^>/]>)[\s\S]*?(?=<\/wxs>)|\{\{[\s\S]*?\}\}/g,
    part => {
      return part.replace(/[^\n]/g, ' ')
    },
  )
}
