import { report } from './errors'
import { EventChannel } from './event-channel'
import type { Framework } from './framework'
import type { Manifest } from './manifest'
import { Page } from './page'
import { setViewport } from './query'
import { tellShell } from './shell-link'
import { TabBar } from './tab-bar'
import type { Theme } from './theme'
import { type PageUrl, parsePageUrl, resolvePageUrl } from './url'

const MAX_DEPTH = 10
/** WeChat's numbers for how a mini program was opened: from its list, by a mini program code. */
const [FROM_HOME, FROM_CODE] = [1001, 1047]

/** The page stack. Every move throws an Error with WeChat's own words when it is not allowed. */
export class Router {
  readonly tabBar: TabBar
  launchOptions: PageUrl & { scene: number; shareTicket: string; referrerInfo: object }
  private readonly stack: Page[] = []
  /** Tabs stay alive while another tab is shown. */
  private readonly tabs = new Map<string, Page>()

  constructor(
    private readonly manifest: Manifest,
    private readonly framework: Framework,
    private readonly theme: Theme,
    private readonly screen: HTMLElement,
  ) {
    const { tabBar } = manifest.app
    this.tabBar = new TabBar(tabBar, theme, item => {
      this.switchTab(`/${item.pagePath}`)
      const { pagePath, text } = item
      this.top.call('onTabItemTap', { index: this.tabBar.indexOf(pagePath), pagePath, text })
    })
    screen.append(this.tabBar.element)
    theme.listen(() => this.redraw())
    setViewport(() => this.current?.scroller)
    const url = this.startUrl()
    const scene = 'scene' in url.query ? FROM_CODE : FROM_HOME
    this.launchOptions = { ...url, scene, shareTicket: '', referrerInfo: {} }
  }

  get current(): Page | undefined {
    return this.stack.at(-1)
  }

  /** The page on top; throws while there is none. */
  get top(): Page {
    if (!this.current) throw new Error('there is no page yet')
    return this.current
  }

  get instances(): unknown[] {
    return this.stack.map(({ instance }) => instance)
  }

  start(): void {
    this.open(this.launchOptions)
    // A change of the hash comes from the address bar or a test: moving between pages replaces it without an event.
    addEventListener('hashchange', () => this.reLaunch(location.hash.slice(1)))
  }

  navigateTo(url: string, events?: ConstructorParameters<typeof EventChannel>[0]): EventChannel {
    const target = this.page(url)
    if (this.tabBar.has(target.path)) throw new Error('can not navigateTo a tabbar page')
    if (this.stack.length >= MAX_DEPTH) throw new Error(`webview count limit exceed ${MAX_DEPTH}`)
    const channel = new EventChannel(events)
    this.top.hide()
    this.open(target, channel)
    this.top.element.classList.add('wx-frame-pushed')
    return channel
  }

  redirectTo(url: string): void {
    const target = this.page(url)
    if (this.tabBar.has(target.path)) throw new Error('can not redirectTo a tabbar page')
    this.close(this.stack.pop()!)
    this.open(target)
  }

  navigateBack(delta: number): void {
    if (this.stack.length < 2) throw new Error('cannot navigate back at first page')
    for (const page of this.stack.splice(Math.max(1, this.stack.length - delta)).reverse()) this.close(page)
    this.show(this.top)
  }

  switchTab(url: string): void {
    const target = this.page(url)
    if (!this.tabBar.has(target.path)) throw new Error('can not switchTab to a no-tabBar page')
    if (this.top.path === target.path) return
    this.top.hide()
    for (const page of this.stack.splice(0).reverse()) {
      if (!this.tabs.has(page.path)) this.close(page)
    }
    const kept = this.tabs.get(target.path)
    if (!kept) {
      this.open(target)
      return
    }
    this.stack.push(kept)
    this.show(kept)
  }

  reLaunch(url: string): void {
    const target = this.page(url)
    const all = new Set([...this.stack.splice(0).reverse(), ...this.tabs.values()])
    for (const page of all) this.close(page)
    this.open(target)
  }

  home(): void {
    this.reLaunch(`/${this.manifest.pages[0]}`)
  }

  /** The phone opens at the address's hash, so that a page can be reloaded or linked to; else at the first page. */
  private startUrl(): PageUrl {
    const home = { path: this.manifest.pages[0]!, query: {} }
    if (location.hash.length <= 1) return home
    try {
      return this.page(location.hash.slice(1))
    } catch (error) {
      report(error)
      return home
    }
  }

  private page(url: string): PageUrl {
    const target = parsePageUrl(resolvePageUrl(url, this.current?.path ?? ''))
    if (!this.manifest.pages.includes(target.path)) throw new Error(`page "${target.path}" is not found`)
    return target
  }

  private open(target: PageUrl, channel = new EventChannel()): void {
    const source = this.manifest.components.find(({ name }) => name === target.path)!
    const config = { ...this.manifest.app.window, ...source.config }
    const actions = { back: () => this.navigateBack(1), home: () => this.home() }
    const page = new Page(target, config, { framework: this.framework, theme: this.theme, actions })
    const isTab = this.tabBar.has(page.path)
    page.navigation.showButtons(this.stack.length > 0, this.stack.length === 0 && !this.isHome(page))
    page.element.classList.toggle('wx-frame-tab', isTab)
    this.stack.push(page)
    if (isTab) this.tabs.set(page.path, page)
    this.screen.append(page.element)
    page.open(channel)
    // onLoad may have moved on already.
    if (this.current === page) this.show(page)
  }

  private isHome(page: Page): boolean {
    return this.tabBar.has(page.path) || page.path === this.manifest.pages[0]
  }

  private show(page: Page): void {
    for (const other of [...this.stack, ...this.tabs.values()]) other.element.hidden = other !== page
    if (this.tabBar.has(page.path)) this.tabBar.select(page.path)
    this.screen.classList.toggle('wx-on-light', page.navigation.isLight)
    history.replaceState(null, '', `#/${page.address}`)
    tellShell({ type: 'page', address: `/${page.address}` })
    document.title = page.navigation.text
    page.show()
  }

  private close(page: Page): void {
    this.tabs.delete(page.path)
    page.close()
  }

  private redraw(): void {
    this.tabBar.draw()
    for (const page of new Set([...this.stack, ...this.tabs.values()])) page.draw()
    if (this.current) this.screen.classList.toggle('wx-on-light', this.current.navigation.isLight)
  }
}
