import { requestFailed } from '../error'

const BLANKS = '\\t\\n\\v\\f\\r '

/**
 * Compiles a pattern written for MongoDB (PCRE) so that JavaScript gives the same answers. Syntax that JavaScript lacks
 * (`\A`, possessive quantifiers …) is refused, because the `u` flag makes every unknown escape an error.
 * @param options any of `imsx`; `u` is accepted and changes nothing
 * @throws DATABASE_REQUEST_FAILED for a pattern or an option that is invalid or not supported
 */
export function compilePattern(source: string, options: string): RegExp {
  const unknown = /[^imsxu]/.exec(options)
  if (unknown) throw requestFailed(`invalid flag in regex options: ${unknown[0]}`)
  try {
    const flags = `u${options.includes('i') ? 'i' : ''}${options.includes('m') ? 'm' : ''}`
    return new RegExp(translate(source, options), flags)
  } catch (error) {
    throw requestFailed(`Regular expression is invalid or not supported: ${(error as Error).message}`)
  }
}

function translate(source: string, options: string): string {
  const tokens = source.match(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|\[:\w+:\]|[^\]\\])*\]|[\s\S]/gu) ?? []
  let comment = false
  return tokens
    .map(token => {
      if (options.includes('x')) {
        if (comment || token === '#') comment = token !== '\n'
        if (comment || /^\s$/.test(token)) return ''
      }
      return translateToken(token, options)
    })
    .join('')
}

function translateToken(token: string, options: string): string {
  if (token === '.') return options.includes('s') ? '[\\s\\S]' : '[^\\n]'
  // PCRE's $ without the m option also matches before a final line break.
  if (token === '$') return options.includes('m') ? '(?=\\n|(?![\\s\\S]))' : '(?=\\n?(?![\\s\\S]))'
  if (token === '^') return options.includes('m') ? '(?<=\\n|(?<![\\s\\S]))' : '^'
  if (token === '\\s') return `[${BLANKS}]`
  if (token === '\\S') return `[^${BLANKS}]`
  if (token.startsWith('[') && token.length > 1) return translateClass(token)
  return translateEscape(token)
}

function translateClass(token: string): string {
  if (token.includes('[:') || token.includes('\\S')) throw new Error(`character class ${token}`)
  if (/^\[\^?\]/.test(token)) throw new Error(`character class ${token} begins with ]`)
  return token.replace(/\\[\s\S]/gu, part => (part === '\\s' ? BLANKS : translateEscape(part)))
}

/** PCRE lets any punctuation be escaped, JavaScript with `u` only some; a character code works in both. */
function translateEscape(token: string): string {
  if (!/^\\[!-/:-@[-`{-~]$/.test(token)) return token
  return `\\x${token.charCodeAt(1).toString(16)}`
}
