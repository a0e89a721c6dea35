import { type AppConfig, allPages } from '../preview/build/app-config'
import { Sources } from '../preview/build/sources'
import { readScripts } from './imports'
import { type Reference, referencesOf } from './references'

/** Every file that WeChat loads for one mini program, found by following references from app.json. */
export interface Program {
  sources: Sources
  /** WeChat paths with extension, of the mini program and of `miniprogram_npm/<package that ships components>`. */
  files: string[]
  /** Bare imports such as `valibot` or `dayjs/plugin/utc`: plain packages, to be bundled for WeChat. */
  packages: string[]
  /** Broken references, each as `file:line: reason`. */
  problems: string[]
}

/**
 * Reads the mini program in folder `root`; faults are returned in `problems`.
 * @throws Error when app.json is missing or malformed
 */
export async function readProgram(root: string): Promise<Program> {
  const sources = new Sources(root)
  const walk = new Walk(sources)
  const json = JSON.parse(sources.read('app.json'))
  const app: AppConfig & { sitemapLocation?: string } = json
  for (const file of ['app.json', app.themeLocation, app.sitemapLocation]) if (file) walk.visit(file)
  if (sources.has('app.wxss')) walk.visit('app.wxss')
  for (const page of allPages(app)) walk.page(page)
  for (const icon of tabIcons(sources, json)) walk.image(icon)
  const entries = ['app', ...walk.scripts].flatMap(name => scriptOf(sources, name) ?? [])
  const scripts = await readScripts(sources, entries)
  return {
    sources,
    files: [...walk.files, ...scripts.files].sort(),
    packages: scripts.packages,
    problems: [...walk.problems, ...scripts.problems],
  }
}

function scriptOf(sources: Sources, name: string): string | undefined {
  return [`${name}.ts`, `${name}.js`].find(file => sources.has(file))
}

interface TabIcons {
  tabBar?: { list: { iconPath?: string; selectedIconPath?: string }[] }
  themeLocation?: string
}

/** The tab bar's pictures; `@name` stands for one picture in each of theme.json's two themes. */
function tabIcons(sources: Sources, app: TabIcons): string[] {
  const icons = (app.tabBar?.list ?? []).flatMap(({ iconPath, selectedIconPath }) => [
    iconPath,
    selectedIconPath,
  ])
  const theme = app.themeLocation ? JSON.parse(sources.read(app.themeLocation)) : {}
  const themes = Object.values(theme) as Record<string, string>[]
  return icons.flatMap(icon => {
    if (!icon) return []
    return icon.startsWith('@') ? themes.map(values => values[icon.slice(1)] ?? icon) : [icon]
  })
}

class Walk {
  readonly files = new Set<string>()
  readonly scripts = new Set<string>()
  readonly problems: string[] = []

  constructor(private readonly sources: Sources) {}

  page(name: string): void {
    for (const extension of ['.json', '.wxml']) {
      if (!this.sources.has(name, extension))
        this.problems.push(`app.json: page ${name} has no ${name}${extension}`)
    }
    if (!scriptOf(this.sources, name)) this.problems.push(`app.json: page ${name} has no ${name}.ts`)
    this.parts(name)
  }

  image(target: string): void {
    if (this.sources.has(target)) this.files.add(target.replace(/^\//, ''))
    else this.problems.push(`app.json: picture ${target} does not exist`)
  }

  /** Reads a file once and follows its references. */
  visit(name: string): void {
    if (this.files.has(name)) return
    this.files.add(name)
    for (const reference of this.references(name)) this.follow(name, reference)
  }

  private references(name: string): Reference[] {
    try {
      return referencesOf(name, this.sources.read(name))
    } catch (error) {
      this.problems.push(`${name}: ${(error as Error).message}`)
      return []
    }
  }

  private follow(from: string, { target, kind, line }: Reference): void {
    const extension = kind === 'component' ? '.json' : kind === 'image' ? '' : `.${kind}`
    const reference = target.endsWith(extension) ? target.slice(0, target.length - extension.length) : target
    const name = this.sources.resolve(from, reference, extension)
    if (!this.sources.has(name, extension))
      this.problems.push(`${from}:${line}: ${kind} "${target}" does not exist`)
    else if (kind === 'component') this.parts(name)
    else if (kind === 'image') this.files.add(name)
    else this.visit(name + extension)
  }

  private parts(name: string): void {
    this.scripts.add(name)
    for (const extension of ['.json', '.wxml', '.wxss']) {
      if (this.sources.has(name, extension)) this.visit(name + extension)
    }
  }
}
