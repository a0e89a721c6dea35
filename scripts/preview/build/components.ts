import { type AppConfig, allPages, type ComponentConfig, readJson } from './app-config'
import { BuildError } from './errors'
import type { Sources } from './sources'

/** One page or component of the mini program or of a package, with its references resolved. */
export interface Component {
  /** The path by which WeChat knows it, without extension. */
  name: string
  /** Absolute path of its script. */
  script: string
  isPage: boolean
  config: ComponentConfig & Record<string, unknown>
}

/** Finds all pages and, through `usingComponents`, every component they can reach; throws on one that is missing. */
export function collectComponents(sources: Sources, app: AppConfig): Component[] {
  const collector = new Collector(sources, app)
  for (const page of allPages(app)) collector.add(page, true, 'app.json')
  if (collector.problems.length > 0) throw new BuildError(collector.problems)
  return [...collector.found.values()]
}

class Collector {
  readonly found = new Map<string, Component>()
  readonly problems: string[] = []

  constructor(
    private readonly sources: Sources,
    private readonly app: AppConfig,
  ) {}

  add(name: string, isPage: boolean, usedBy: string): void {
    if (this.found.has(name)) return
    const script = ['.ts', '.js'].find(extension => this.sources.has(name, extension))
    if (!script || !this.sources.has(name, '.wxml')) {
      this.problems.push(
        `${this.sources.file(usedBy)}: ${isPage ? 'page' : 'component'} "${name}" is not found`,
      )
      return
    }
    const config = this.sources.has(name, '.json')
      ? readJson<Component['config']>(this.sources, `${name}.json`)
      : {}
    const component = { name, isPage, script: this.sources.file(name, script), config }
    this.found.set(name, component)
    component.config = this.withResolvedReferences(name, config)
  }

  private withResolvedReferences(name: string, config: Component['config']): Component['config'] {
    const usingComponents = {
      ...(name.startsWith('miniprogram_npm/') ? {} : this.resolveAll('app', this.app.usingComponents)),
      ...this.resolveAll(name, config.usingComponents),
    }
    const generics = Object.entries(config.componentGenerics ?? {}).map(([key, generic]) => {
      if (generic === true || !generic.default) return [key, generic] as const
      return [key, { default: this.reference(name, generic.default) }] as const
    })
    return { ...config, usingComponents, componentGenerics: Object.fromEntries(generics) }
  }

  private resolveAll(from: string, using: Record<string, string> = {}): Record<string, string> {
    return Object.fromEntries(
      Object.entries(using).map(([tag, target]) => [tag, this.reference(from, target)]),
    )
  }

  private reference(from: string, target: string): string {
    const name = this.sources.resolve(from, target, '.json')
    this.add(name, false, `${from}.json`)
    return `/${name}`
  }
}
