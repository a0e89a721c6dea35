import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { element } from './dom'
import { report } from './errors'
import type { EventChannel } from './event-channel'
import type { Framework } from './framework'
import { PageFocus } from './keyboard/page-focus'
import type { PageConfig } from './manifest'
import { type NavigationActions, NavigationBar } from './navigation-bar'
import { Refresher } from './refresher'
import type { Theme } from './theme'
import { formatPageUrl, type PageUrl } from './url'

/** A page as its own script sees it; it may lack any of the lifecycle functions. */
type Instance = Record<string, unknown>

export interface PageEnvironment {
  framework: Framework
  theme: Theme
  actions: NavigationActions
}

/** One page on the stack: its frame on the screen, its component and its lifecycle. */
export class Page {
  readonly element = element('div', 'wx-frame')
  readonly scroller = element('div', 'wx-scroller')
  readonly instance: Instance
  readonly component: glassEasel.GeneralComponent
  readonly refresher: Refresher | undefined
  readonly navigation: NavigationBar
  private readonly root
  private readonly url: PageUrl
  private readonly config: PageConfig
  private readonly theme: Theme
  private wasAtEnd = false
  private wasShown = false
  private readonly focus: PageFocus

  constructor(url: PageUrl, config: PageConfig, { framework, theme, actions }: PageEnvironment) {
    this.url = url
    this.config = config
    this.theme = theme
    this.navigation = new NavigationBar(config, theme, actions)
    this.build()
    this.focus = new PageFocus(this.element, this.scroller)
    this.root = framework.createRoot(formatPageUrl(url))
    this.instance = this.root.get() as unknown as Instance
    this.component = this.root.getComponent()
    if (config.enablePullDownRefresh) {
      this.refresher = new Refresher(this.scroller, () => this.call('onPullDownRefresh'))
    }
  }

  get path(): string {
    return this.url.path
  }

  get address(): string {
    return formatPageUrl(this.url)
  }

  /** Puts the page on the screen and runs its first lifecycle functions. */
  open(channel: EventChannel): void {
    const node = this.component.getBackendElement() as unknown as HTMLElement
    node.setAttribute('is', this.path)
    const { path: route, query: options } = this.url
    Object.assign(this.instance, { route, __route__: route, options, getOpenerEventChannel: () => channel })
    const placeholder = element('span', '')
    this.scroller.append(placeholder)
    const backendNode = (dom: HTMLElement) => dom as unknown as glassEasel.GeneralBackendElement
    this.root.attach(backendNode(this.scroller), backendNode(placeholder))
    this.call('onLoad', options)
  }

  show(): void {
    this.focus.restore()
    this.comeBack()
    if (this.wasShown) return
    this.wasShown = true
    setTimeout(() => this.call('onReady'))
  }

  /** Runs what a page does when a person comes back to it, where the page itself stays. */
  comeBack(): void {
    this.component.triggerPageLifetime('show', [])
    this.call('onShow')
  }

  hide(): void {
    this.focus.remember()
    this.component.triggerPageLifetime('hide', [])
    this.call('onHide')
  }

  close(): void {
    this.call('onUnload')
    this.root.release()
    this.element.remove()
  }

  /**
   * Calls a function of the page, if it has it; an error in it is reported, so that the caller's navigation goes on.
   */
  call(name: string, ...args: unknown[]): void {
    const method = this.instance[name]
    if (typeof method !== 'function') return
    try {
      method.apply(this.instance, args)
    } catch (error) {
      report(error, `${this.path} ${name}`)
    }
  }

  scrollTo({ scrollTop, selector, offsetTop = 0, duration = 300 }: ScrollTarget): void {
    const behavior = duration === 0 ? 'auto' : 'smooth'
    const found = selector ? this.component.getShadowRoot()?.querySelector(selector) : undefined
    const node = found?.getBackendElement() as unknown as HTMLElement | undefined
    const { top } = this.scroller.getBoundingClientRect()
    const position = node
      ? node.getBoundingClientRect().top - top + this.scroller.scrollTop + offsetTop
      : scrollTop
    this.scroller.scrollTo({ top: position ?? 0, behavior })
  }

  draw(): void {
    this.navigation.draw()
    this.element.style.background = this.theme.resolve(this.config.backgroundColor) ?? ''
    this.element.dataset.pull = this.theme.resolve(this.config.backgroundTextStyle) ?? 'dark'
  }

  setTitle(title: string): void {
    this.navigation.setTitle(title)
    document.title = title
  }

  setColours(front: string, background: string): void {
    this.navigation.setColours(front, background)
  }

  setLoading(loading: boolean): void {
    this.navigation.setLoading(loading)
  }

  hideHome(): void {
    this.navigation.showButtons(false, false)
  }

  private build(): void {
    const body = element('main', 'wx-body', this.scroller)
    this.element.dataset.route = this.path
    if (this.config.navigationStyle !== 'custom') this.element.append(this.navigation.element)
    this.element.append(body)
    this.scroller.addEventListener('scroll', () => this.scrolled(), { passive: true })
    this.draw()
  }

  private scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller
    this.call('onPageScroll', { scrollTop })
    const isAtEnd = scrollTop + clientHeight >= scrollHeight - (this.config.onReachBottomDistance ?? 50)
    if (isAtEnd && !this.wasAtEnd) this.call('onReachBottom')
    this.wasAtEnd = isAtEnd
  }
}

interface ScrollTarget {
  scrollTop?: number
  selector?: string
  offsetTop?: number
  duration?: number
}
