import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { BUILTIN_TAGS } from './builtin-tags'
import { report } from './errors'
import { browserUnits } from './units'

export type FrameworkElement = glassEasel.Element

/** A DOM node made for the mini program, with the framework's element and the events that have listeners. */
export interface MiniProgramNode extends HTMLElement {
  __wxElement?: FrameworkElement
  __wxListened?: Set<string>
}

/** The framework's DOM backend with WeChat's element names, units and events. */
export class PreviewBackend extends glassEasel.CurrentWindowBackendContext {
  private readonly componentTags: Set<string>
  private readonly sheets = new Map<string, number>()

  /** `componentTags` are all names that some `usingComponents` gives to a component. */
  constructor(componentTags: Iterable<string>) {
    super()
    this.componentTags = new Set(componentTags)
    const nodes = {
      createElement: (tag: string) => this.createNode(tag),
      createTextNode: (text: string) => document.createTextNode(text),
      createDocumentFragment: () => document.createDocumentFragment(),
    }
    this.document = nodes as unknown as typeof this.document
  }

  /** Each once: app.wxss, appended again for the next page, would overrule what the page before says of its own. */
  override appendStyleSheetPath(path: string, scope?: number): number {
    const sheet = this.sheets.get(path) ?? super.appendStyleSheetPath(path, scope)
    this.sheets.set(path, sheet)
    return sheet
  }

  /** The listeners are recorded because a long press depends on them; `gestures.ts` dispatches the events. */
  override setListenerStats(node: unknown, type: string): void {
    if (!node) return
    const { __wxListened } = node as MiniProgramNode
    __wxListened?.add(type)
  }

  /** Inputs are components here, which bind `model:value` themselves. */
  override setModelBindingStat(): void {}

  /** Browser events reach the mini program only through `gestures.ts`. */
  override onEvent(): void {}

  /** Not bound to animation frames, which stop in a window that is not shown. */
  override render(callback: (error: Error | null) => void): void {
    setTimeout(() => callback(null))
  }

  private createNode(tag: string): MiniProgramNode {
    const node = document.createElement(this.domTag(tag)) as MiniProgramNode
    const setAttribute = node.setAttribute
    // Not enumerable: nodes can get into data, and data is copied deeply.
    hide(node, '__wxElement', undefined)
    hide(node, '__wxListened', new Set<string>())
    hide(node, 'setAttribute', (name: string, value: string) => {
      setAttribute.call(node, name, name === 'style' ? browserUnits(String(value)) : value)
    })
    return node
  }

  /** No component's name may create the HTML element of that name (`base`, `title`, …). */
  private domTag(tag: string): string {
    if (BUILTIN_TAGS.has(tag)) return `wx-${tag}`
    if (tag.startsWith('h-')) return tag.slice(2)
    if (this.componentTags.has(tag)) return tag.includes('-') ? tag : `wx-component-${tag}`
    if (tag === 'wx-root') return tag
    report(new Error(`<${tag}> is neither a built-in component of the preview nor in usingComponents`))
    return 'wx-unknown'
  }
}

function hide(node: object, name: string, value: unknown): void {
  Object.defineProperty(node, name, { value, writable: true, enumerable: false })
}
