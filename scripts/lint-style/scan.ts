/** A comment without its marks; consecutive `//` lines are one. */
export interface Comment {
  /** Number of its first line, from 1. */
  line: number
  text: string
}

export interface Scan {
  comments: Comment[]
  /** The source in its full length, with comments and the contents of literals blanked. */
  code: string
}

/** Line breaks stay, so that places in the blanked text are places in the source. */
const blank = (text: string): string => text.replace(/[^\n]/g, ' ')

export const lineOf = (source: string, index: number): number => source.slice(0, index).split('\n').length

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*(?:\n[ \t]*\/\/[^\n]*)*/y
const STRING = /(['"])(?:\\[\s\S]|(?!\1)[^\\\n])*\1/y
/** A template up to its end or to its next expression; a part after an expression begins with the brace. */
const TEMPLATE = /[`}](?:\\[\s\S]|\$(?!\{)|[^\\`$])*(?:`|\$\{)/y
const PATTERN = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y
const WORD = /[\w$]+/y
const SPACE = /\s+/y

/** Tokens behind which a slash divides; behind all others it begins a regular expression. */
const ENDS_VALUE = /[\w$)\]}'"`]$/
const KEYWORD = /^(?:await|case|delete|do|else|in|instanceof|new|of|return|throw|typeof|void|yield)$/

/** Finds the comments of a script; comments inside of strings, templates and regular expressions are none. */
export function scanScript(source: string): Scan {
  const comments: Comment[] = []
  /** Depth of braces in each template expression that is open. */
  const open: number[] = []
  let code = ''
  let previous = ''

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = code.length
    return pattern.exec(source)?.[0]
  }
  const isPatternHere = () => !ENDS_VALUE.test(previous) || KEYWORD.test(previous)
  const literal = () => {
    const here = source[code.length]!
    if (here === '`' || (here === '}' && open.at(-1) === 0)) return match(TEMPLATE)
    return match(STRING) ?? (here === '/' && isPatternHere() ? match(PATTERN) : undefined)
  }

  while (code.length < source.length) {
    const comment = match(COMMENT)
    if (comment) {
      comments.push({ line: lineOf(source, code.length), text: wordsOf(comment) })
      code += blank(comment)
      continue
    }
    const text = literal()
    if (text) {
      if (text.startsWith('}')) open.pop()
      if (text.endsWith('${')) open.push(0)
      code += text[0] + blank(text.slice(1, -1)) + text.at(-1)
      previous = text.endsWith('${') ? '{' : "'"
      continue
    }
    const token = match(SPACE) ?? match(WORD) ?? source[code.length]!
    if (open.length && /[{}]/.test(token)) open[open.length - 1]! += token === '{' ? 1 : -1
    if (token.trim()) previous = token
    code += token
  }
  return { comments, code }
}

const MARKUP_COMMENT = /<!--[\s\S]*?-->|\/\*[\s\S]*?\*\//g

/** The comments of templates, pages and style sheets. */
export const commentsInMarkup = (source: string): Comment[] =>
  [...source.matchAll(MARKUP_COMMENT)].map(({ 0: text, index }) => ({
    line: lineOf(source, index),
    text: wordsOf(text),
  }))

const wordsOf = (comment: string): string =>
  comment
    .replace(/^(?:\/\*+|<!--)|(?:\*+\/|-->)$/g, '')
    .replace(/^\s*(?:\/\/+|\*)?\s*/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
