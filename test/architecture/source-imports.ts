import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

export const ROOT = join(__dirname, '..', '..')
/** Folders that are generated or installed. */
const GENERATED = new Set(['miniprogram_npm', 'node_modules'])

/** One import: a path from the root for a file of ours, else the package's specifier as it is written. */
export interface Import {
  name: string
  /** True for `import type`, which is erased before the program runs. */
  typeOnly: boolean
}

/** A file, by its path from the root, with everything that it imports. */
export interface Source {
  file: string
  imports: Import[]
}

/** A file, by its path from the root, with its text. */
export interface SourceText {
  file: string
  text: string
}

/** The scripts and JSON files below these folders with their texts. */
export const textsIn = (...folders: string[]): SourceText[] =>
  folders.flatMap(filesIn).map(file => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }))

/** The same files with their imports. */
export const sourcesIn = (...folders: string[]): Source[] =>
  textsIn(...folders).map(({ file, text }) => ({ file, imports: importsOf(file, text) }))

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return GENERATED.has(entry.name) ? [] : filesIn(path)
    return /\.(?:ts|[cm]?js|json)$/.test(entry.name) ? [path] : []
  })
}

/** Comments, strings and templates, so that none of them is taken for the beginning of another. */
const LITERAL = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|(['"])(?:\\.|(?!\1)[^\\\n])*\1|`(?:\\.|[^`\\])*`/g
/** A statement begins a line, as the formatter writes it. */
const STATEMENT = /^(?:import|export)\b([^'"`;]*?\bfrom\s*|\s*)(['"])([^'"\n]+)\2/gm
const CALL = /(\btypeof\s+)?\b(?:import|require)\(\s*(['"])([^'"\n]+)\2\s*\)/g

/** Every import of one file: statements, re-exports, calls with a literal name, and the components of a page. */
export function importsOf(file: string, source: string): Import[] {
  if (file.endsWith('.json')) return componentsOf(file, source)
  const text = source.replace(LITERAL, (literal, quote) => (quote ? literal : ''))
  const statements = [...text.matchAll(STATEMENT)].map(([, clause = '', , name = '']) => ({
    name: resolve(file, name),
    typeOnly: isTypeOnly(clause),
  }))
  const calls = [...text.matchAll(CALL)].map(([, typeOf, , name = '']) => ({
    name: resolve(file, name),
    typeOnly: typeOf !== undefined,
  }))
  return [...statements, ...calls]
}

function componentsOf(file: string, source: string): Import[] {
  const { usingComponents = {} } = JSON.parse(source) as { usingComponents?: Record<string, string> }
  return Object.values(usingComponents).map(path => ({
    name: resolve(file, `${path.replace(/^\//, `${posix.relative(dirname(file), 'miniprogram')}/`)}.json`),
    typeOnly: false,
  }))
}

/** `type { … }`, or braces in which every name is marked `type`. */
function isTypeOnly(clause: string): boolean {
  if (/^\s+type\s+(?!from\b)/.test(clause)) return true
  const names = /^\s*\{([\s\S]*)\}/.exec(clause)?.[1]?.split(',')
  return names?.every(name => !name.trim() || /^type\s/.test(name.trim())) ?? false
}

function resolve(file: string, name: string): string {
  const path = name.startsWith('.')
    ? posix.join(dirname(file), name)
    : name.replace(/^#contract\/(.*)$/, 'miniprogram/contract/$1')
  if (path === name) return name
  const files = [path, `${path}.ts`, `${path}/index.ts`, `${path}.js`]
  return files.find(candidate => /\.\w+$/.test(candidate) && existsSync(join(ROOT, candidate))) ?? path
}
