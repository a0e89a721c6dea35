import fs from 'node:fs'
import path from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import type { ComponentConfig } from './app-config'
import type { Component } from './components'
import { BuildError } from './errors'
import { isFile, normalize, type Sources } from './sources'
import { unknownTags } from './tags'

const BUILTINS = path.join(__dirname, '../runtime/builtins/templates')

/** The prefix under which the built-in components' own templates live among the compiled ones. */
const BUILTIN_PREFIX = '__builtin/'

/**
 * Compiles every WXML and WXS file into one JavaScript expression that gives `{ [path]: template }`.
 * It expects a variable `wxs` (runtime/wxs.ts) in scope. Throws with file and line on a fault in a template.
 */
export function compileTemplates(sources: Sources, components: Component[]): string {
  const compiler = new TemplateCompiler(sources)
  for (const { name, config } of components) compiler.addTemplate(name, tagsOf(config))
  for (const file of fs.readdirSync(BUILTINS)) compiler.addBuiltin(file)
  if (compiler.problems.length > 0) throw new BuildError(compiler.problems)
  return compiler.generate()
}

/** A fault as the compiler reports it; positions count from 0. */
interface TemplateFault {
  isError: boolean
  message: string
  startLine: number
  startColumn: number
}

class TemplateCompiler {
  readonly problems: string[] = []
  private readonly group = new TmplGroup()
  private readonly templates = new Set<string>()
  private readonly scripts = new Set<string>()

  constructor(private readonly sources: Sources) {
    // Q.A and Q.C are where compiled templates look for the two hooks that make WXS functions callable.
    this.group.setExtraRuntimeScript(
      'Q.A=wxs.changeFilter;Q.C=wxs.eventWrapper;var getRegExp=wxs.getRegExp,getDate=wxs.getDate;',
    )
  }

  addBuiltin(file: string): void {
    this.compile(
      BUILTIN_PREFIX + path.basename(file, '.wxml'),
      fs.readFileSync(path.join(BUILTINS, file), 'utf8'),
    )
  }

  /** `tags` are the components that the template may use; what it imports may use the same. */
  addTemplate(name: string, tags: string[]): void {
    if (this.templates.has(name)) return
    this.templates.add(name)
    const file = this.sources.file(name, '.wxml')
    const source = fs.readFileSync(file, 'utf8')
    this.compile(name, source, file)
    if (isProductFile(name)) this.refuseUnknownTags(source, tags, file)
    for (const dependency of this.group.getDirectDependencies(name) as string[]) {
      if (this.sources.has(dependency, '.wxml')) this.addTemplate(dependency, tags)
      else this.problems.push(`${file}: template "${dependency}" is not found`)
    }
    for (const script of this.group.getScriptDependencies(name) as string[]) this.addScript(script, file)
  }

  generate(): string {
    return this.group.getTmplGenObjectGroups()
  }

  private compile(name: string, source: string, file = name): void {
    const faults = this.group.addTmpl(name, prepareTemplate(source)) as TemplateFault[]
    for (const fault of faults.filter(({ isError }) => isError || isProductFile(name))) {
      this.problems.push(`${file}:${fault.startLine + 1}:${fault.startColumn + 1} ${fault.message}`)
    }
  }

  private refuseUnknownTags(source: string, tags: string[], file: string): void {
    for (const { tag, line } of unknownTags(source, tags)) {
      this.problems.push(`${file}:${line}: <${tag}> is neither built-in nor in usingComponents`)
    }
  }

  private addScript(reference: string, usedBy: string): void {
    const name = reference.replace(/\.wxs$/, '')
    if (this.scripts.has(name)) return
    this.scripts.add(name)
    const file = this.sources.file(name, '.wxs')
    if (!isFile(file)) {
      this.problems.push(`${usedBy}: script "${name}.wxs" is not found`)
      return
    }
    const source = fs.readFileSync(file, 'utf8')
    this.group.addScript(name, prepareScript(source))
    for (const [, required] of source.matchAll(/require\(\s*['"]([^'"]+)['"]\s*\)/g)) {
      this.addScript(normalize(path.posix.join(path.posix.dirname(name), required!)), file)
    }
  }
}

/** In WXS `value.constructor` is the NAME of the type, in JavaScript a function: read its name instead. */
export function prepareScript(source: string): string {
  return source
    .replace(/\.constructor\b(?!\s*\.)/g, '.constructor?.name')
    .replace(/(require\(\s*['"][^'"]+)\.wxs(['"])/g, '$1$2')
}

/** Children of `<slot>` are ignored in mini programs, where the compiler would take them for fallback content. */
export function prepareTemplate(source: string): string {
  return source
    .replace(
      /(<wxs\b[^>]*[^>/]>)([\s\S]*?)(<\/wxs>)/g,
      (_, open, body, close) => open + prepareScript(body) + close,
    )
    .replace(/<slot\b((?:[^>]*[^>/])?)>[\s\S]*?<\/slot>/g, '<slot$1/>')
}

function tagsOf({ usingComponents = {}, componentGenerics = {} }: ComponentConfig): string[] {
  return [...Object.keys(usingComponents), ...Object.keys(componentGenerics)]
}

function isProductFile(name: string): boolean {
  return !name.startsWith('miniprogram_npm/') && !name.startsWith(BUILTIN_PREFIX)
}
