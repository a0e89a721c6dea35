import { element, pressable } from './dom'
import type { PageConfig } from './manifest'
import type { Theme } from './theme'

export interface NavigationActions {
  back(): void
  home(): void
}

/** The bar at the top of a page: back or home, and the title. The capsule beside it belongs to the phone. */
export class NavigationBar {
  readonly element = element('header', 'wx-navigation')
  private readonly title = element('div', 'wx-navigation-title')
  private readonly home: HTMLElement
  private readonly back: HTMLElement

  constructor(
    private readonly config: PageConfig,
    private readonly theme: Theme,
    actions: NavigationActions,
  ) {
    this.back = pressable('wx-navigation-back', '返回', actions.back)
    this.home = pressable('wx-navigation-home', '首页', actions.home)
    this.title.setAttribute('role', 'heading')
    this.title.setAttribute('aria-level', '1')
    this.element.append(this.back, this.home, this.title)
    this.setTitle(config.navigationBarTitleText ?? '')
    this.draw()
  }

  setTitle(title: string): void {
    this.title.textContent = title
  }

  get text(): string {
    return this.title.textContent ?? ''
  }

  /** `back` is for a page above another one, `home` for a page that was opened alone and is no tab. */
  showButtons(back: boolean, home: boolean): void {
    this.back.hidden = !back
    this.home.hidden = !home
  }

  setLoading(loading: boolean): void {
    this.title.classList.toggle('wx-navigation-loading', loading)
  }

  setColours(front: string, background: string): void {
    this.element.style.color = front
    this.element.style.background = background
  }

  draw(): void {
    const style = this.theme.resolve(this.config.navigationBarTextStyle) ?? 'white'
    this.setColours(
      style === 'black' ? '#000000' : '#ffffff',
      this.theme.resolve(this.config.navigationBarBackgroundColor) ?? '#000000',
    )
  }

  /** Whether the status bar and the capsule above it must be drawn in black. */
  get isLight(): boolean {
    return (this.theme.resolve(this.config.navigationBarTextStyle) ?? 'white') === 'black'
  }
}
