import { component, type glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { PreviewBackend } from './backend'
import { mirrorDataset } from './dataset'
import { report } from './errors'
import type { ComponentSource, Manifest } from './manifest'
import { SelectorQuery } from './query'
import { type ComponentOptions, scopedStyle, styleScope, withStyleIsolation } from './scope'
import { refuseUnsendable } from './set-data'

/**
 * The argument of Page(), Component() and Behavior(), as far as the preview reads it; the framework checks the rest.
 */
interface Definition {
  behaviors?: unknown[]
  options?: ComponentOptions
  [field: string]: unknown
}

type InstallBuiltins = (space: glassEasel.ComponentSpace, templates: Manifest['templates']) => void

/** WeChat's component framework, set up as the mini program finds it on a phone. */
export class Framework {
  private readonly env = new MiniProgramEnv()
  private readonly code = this.env.createCodeSpace('', true)
  private readonly backend
  private readonly manifest: Manifest
  private waitingForReady: glassEasel.GeneralComponent[] = []
  private readonly namedBehaviors = new Map<string, unknown>()

  constructor(manifest: Manifest, installBuiltins: InstallBuiltins) {
    this.manifest = manifest
    const tags = manifest.components.flatMap(({ config }) => Object.keys(config.usingComponents ?? {}))
    this.backend = this.env.associateBackend(
      new PreviewBackend(tags) as unknown as glassEasel.GeneralBackendContext,
    )
    const space = this.code.getComponentSpace()
    // Fields are not written to nodes, because a property may be called `dataset` or `id`.
    space.updateComponentOptions({ writeIdToDOM: true, writeFieldsToNode: false })
    this.code.setOverallBehavior(this.readyBehavior(space))
    this.registerStyle('app', manifest.style, undefined)
    mirrorDataset()
    extendCallers()
    installBuiltins(space, manifest.templates)
  }

  /** Runs every component's script in its own Page()/Component() context. */
  loadComponents(): void {
    const scope = globalThis as unknown as Record<string, unknown>
    scope.Behavior = (definition: Definition) =>
      this.code
        .behavior()
        .definition(this.withNamedBehaviors(definition) as object)
        .register()
    for (const source of this.manifest.components) {
      scope.Component = (definition: Definition) => this.register(source, definition, 'component')
      scope.Page = (definition: Definition) => this.register(source, definition, 'page')
      try {
        source.load()
      } catch (error) {
        report(error, source.name)
      }
    }
  }

  /** Creates the root component of a page; `url` is `pages/a/a?id=1`, whose query becomes properties. */
  createRoot(url: string) {
    return this.backend.createRoot('page', this.code, url)
  }

  private register(source: ComponentSource, given: Definition, kind: 'component' | 'page'): void {
    const definition = this.withNamedBehaviors(given)
    const config = withStyleIsolation(source.config, definition.options)
    const template = this.manifest.templates[source.name]!
    this.code.addComponentStaticConfig(source.name, config as object)
    this.code.addCompiledTemplate(source.name, { groupList: this.manifest.templates, content: template })
    this.registerStyle(source.name, source.style, styleScope(source, config))
    const builder = this.code.component(source.name).options((definition.options ?? {}) as object)
    if (kind === 'page') builder.pageDefinition(definition as Record<string, unknown>).register()
    else builder.definition(definition as object).register()
  }

  private registerStyle(name: string, style: string, scope: string | undefined): void {
    this.backend.registerStyleSheetContent(name, scopedStyle(style, scope))
    this.code.addStyleSheet(name, name, scope)
  }

  /** `wx://form-field` and its like are behaviors that WeChat names by a string. */
  private withNamedBehaviors(definition: Definition): Definition {
    const behaviors = definition.behaviors?.filter(Boolean).map(behavior => {
      return typeof behavior === 'string' ? this.namedBehavior(behavior) : behavior
    })
    return behaviors ? { ...definition, behaviors } : definition
  }

  private namedBehavior(name: string): unknown {
    if (!name.startsWith('wx://form-field') && name !== 'wx://component-export') {
      throw new Error(`behavior "${name}" is not supported by the preview`)
    }
    const properties: Record<string, StringConstructor | null> =
      name === 'wx://form-field' ? { name: String, value: null } : {}
    const made = this.namedBehaviors.get(name) ?? this.code.behavior().definition({ properties }).register()
    this.namedBehaviors.set(name, made)
    return made
  }

  /** The framework leaves `ready` to its host: after the first render, children before parents. */
  private readyBehavior(space: glassEasel.ComponentSpace) {
    const queue = (made: glassEasel.GeneralComponent) => {
      if (this.waitingForReady.length === 0) setTimeout(() => this.triggerReady())
      this.waitingForReady.push(made)
    }
    return space.defineBehavior({
      lifetimes: {
        attached(this: { _$?: glassEasel.GeneralComponent }) {
          queue(this._$ ?? (this as glassEasel.GeneralComponent))
        },
      },
    }) as unknown as glassEasel.GeneralBehavior
  }

  private triggerReady(): void {
    const components = this.waitingForReady.reverse()
    this.waitingForReady = []
    for (const made of components) made.triggerLifetime('ready', [])
  }
}

function extendCallers(): void {
  const caller = component.ComponentCaller.prototype as unknown as {
    setData(data: Record<string, unknown>, callback?: () => void): void
    createSelectorQuery(): SelectorQuery
    is: string
    _$: glassEasel.GeneralComponent
  }
  const { setData } = caller
  caller.setData = function (data, callback) {
    setData.call(this, refuseUnsendable(data, this.is), callback)
  }
  caller.createSelectorQuery = function () {
    return new SelectorQuery(this._$)
  }
}
