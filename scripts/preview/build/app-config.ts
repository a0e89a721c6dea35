import { BuildError } from './errors'
import { normalize, type Sources } from './sources'

/** The part of app.json and of a page's json that the preview understands. */
export interface AppConfig {
  pages: string[]
  subPackages?: Subpackage[]
  subpackages?: Subpackage[]
  window?: Record<string, unknown>
  tabBar?: { custom?: boolean; list: { pagePath: string; text: string }[] }
  usingComponents?: Record<string, string>
  resolveAlias?: Record<string, string>
  darkmode?: boolean
  themeLocation?: string
}

interface Subpackage {
  root: string
  pages: string[]
}

export interface ComponentConfig {
  component?: boolean
  usingComponents?: Record<string, string>
  componentGenerics?: Record<string, true | { default?: string }>
}

export function readJson<T>(sources: Sources, name: string): T {
  try {
    return JSON.parse(sources.read(name)) as T
  } catch (error) {
    throw new BuildError([`${sources.file(name)}: ${(error as Error).message}`])
  }
}

/** Every page of the main package and of the subpackages, the first one being the home page. */
export function allPages(app: AppConfig): string[] {
  const subpackages = [...(app.subPackages ?? []), ...(app.subpackages ?? [])]
  return [
    ...app.pages,
    ...subpackages.flatMap(({ root, pages }) => pages.map(page => normalize(`${root}/${page}`))),
  ]
}

/** theme.json's variables for light and dark; empty when the mini program has no theme file. */
export function readTheme(
  sources: Sources,
  app: AppConfig,
): Record<'light' | 'dark', Record<string, string>> {
  if (!app.themeLocation) return { light: {}, dark: {} }
  return readJson(sources, normalize(app.themeLocation))
}
