import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { viewportOf } from './dom'

interface Fields {
  id?: boolean
  dataset?: boolean
  rect?: boolean
  size?: boolean
  scrollOffset?: boolean
  node?: boolean
  properties?: string[]
  computedStyle?: string[]
}

type Result = Record<string, unknown> | null
type Callback = (result: never) => void

interface Request {
  root: glassEasel.GeneralComponent | undefined
  selector: string | undefined
  all: boolean
  fields: Fields
  callback: Callback | undefined
}

let currentScroller: () => HTMLElement | undefined = () => undefined

/** Tells queries which element scrolls the page on top. */
export function setViewport(scroller: typeof currentScroller): void {
  currentScroller = scroller
}

/** wx.createSelectorQuery(): sizes and positions of elements, in pixels from the page's own top left corner. */
export class SelectorQuery {
  private readonly requests: Request[] = []
  private root: glassEasel.GeneralComponent | undefined

  constructor(root: glassEasel.GeneralComponent | undefined) {
    this.root = root
  }

  in(component: { _$?: glassEasel.GeneralComponent }): this {
    this.root = component._$
    return this
  }

  select(selector: string) {
    return this.nodes(selector, false)
  }

  selectAll(selector: string) {
    return this.nodes(selector, true)
  }

  selectViewport() {
    return this.nodes(undefined, false)
  }

  exec(callback?: (results: unknown[]) => void): this {
    const requests = this.requests.splice(0)
    // After the current task, as on a phone, where the answer comes from another thread.
    setTimeout(() => {
      const results = requests.map(answer)
      requests.forEach((request, index) => {
        request.callback?.(results[index] as never)
      })
      callback?.(results)
    })
    return this
  }

  private nodes(selector: string | undefined, all: boolean) {
    const ask = (fields: Fields) => (callback?: Callback) => {
      this.requests.push({ root: this.root, selector, all, fields, callback })
      return this
    }
    return {
      fields: (fields: Fields, callback?: Callback) => ask(fields)(callback),
      boundingClientRect: ask({ id: true, dataset: true, rect: true, size: true }),
      scrollOffset: ask({ id: true, dataset: true, scrollOffset: true }),
      node: ask({ node: true }),
    }
  }
}

function answer({ root, selector, all, fields }: Request): Result | Result[] {
  if (selector === undefined) return viewport(fields)
  const shadowRoot = root?.getShadowRoot()
  if (all) return (shadowRoot?.querySelectorAll(selector) ?? []).map(found => read(found, fields))
  const found = shadowRoot?.querySelector(selector)
  return found ? read(found, fields) : null
}

function viewport(fields: Fields): Result {
  const scroller = currentScroller()
  if (!scroller) return null
  const { clientWidth: width, clientHeight: height } = scroller
  return {
    ...(fields.rect ? { left: 0, top: 0, right: width, bottom: height } : {}),
    ...(fields.size ? { width, height } : {}),
    ...(fields.scrollOffset ? offsets(scroller) : {}),
  }
}

function read(found: glassEasel.Element, fields: Fields): Result {
  const node = found.getBackendElement() as unknown as HTMLElement
  const data = (found as unknown as { data?: Record<string, unknown> }).data ?? {}
  return {
    ...(fields.id ? { id: found.id } : {}),
    ...(fields.dataset ? { dataset: found.dataset } : {}),
    ...(fields.rect || fields.size ? box(node, fields) : {}),
    ...(fields.scrollOffset ? offsets(node) : {}),
    ...Object.fromEntries((fields.properties ?? []).map(name => [name, data[name]])),
    ...Object.fromEntries(
      (fields.computedStyle ?? []).map(name => [name, Reflect.get(getComputedStyle(node), name)]),
    ),
    ...(fields.node ? { node: nativeNode(node) } : {}),
  }
}

function box(node: HTMLElement, { rect, size }: Fields): Record<string, number> {
  const { left, top, width, height } = node.getBoundingClientRect()
  const page = viewportOf(node)
  const [x, y] = [left - page.left, top - page.top]
  return {
    ...(rect ? { left: x, top: y, right: x + width, bottom: y + height } : {}),
    ...(size ? { width, height } : {}),
  }
}

function offsets({ scrollLeft, scrollTop, scrollWidth, scrollHeight }: HTMLElement): Record<string, number> {
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight }
}

/** A canvas as a mini program sees it also makes images and animation frames. */
function nativeNode(node: HTMLElement): unknown {
  const canvas = node.tagName === 'WX-CANVAS' ? node.querySelector('canvas') : null
  if (!canvas) return node
  return Object.assign(canvas, {
    createImage: () => new Image(),
    requestAnimationFrame: (callback: FrameRequestCallback) => requestAnimationFrame(callback),
    cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
  })
}
