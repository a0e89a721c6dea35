import { element } from './dom'
import type { TabBarConfig, TabItem } from './manifest'
import type { Theme } from './theme'

/** The bar at the bottom of the pages that are tabs. */
export class TabBar {
  private readonly list = element('div', 'wx-tabs')
  readonly element = element('nav', 'wx-tabbar', this.list)
  private readonly items: HTMLElement[]
  private selected = ''

  constructor(
    private readonly config: TabBarConfig | undefined,
    private readonly theme: Theme,
    onSelect: (item: TabItem) => void,
  ) {
    this.element.setAttribute('aria-label', '标签页')
    this.element.hidden = !config
    this.list.setAttribute('role', 'tablist')
    this.items = (config?.list ?? []).map(item => {
      const made = element('div', 'wx-tab')
      made.setAttribute('role', 'tab')
      made.addEventListener('click', () => onSelect(item))
      if (item.iconPath) made.append(Object.assign(element('img', 'wx-tab-icon'), { alt: '' }))
      made.append(element('span', 'wx-tab-text', item.text))
      return made
    })
    this.list.append(...this.items)
    this.draw()
  }

  has(path: string): boolean {
    return this.config?.list.some(({ pagePath }) => pagePath === path) ?? false
  }

  indexOf(path: string): number {
    return this.config?.list.findIndex(({ pagePath }) => pagePath === path) ?? -1
  }

  select(path: string): void {
    this.selected = path
    this.draw()
  }

  /** A number or word on a tab, a dot for '', nothing for undefined. */
  setBadge(index: number, text: string | undefined): void {
    const item = this.items[index]
    if (!item) throw new Error(`there is no tab ${index}`)
    item.querySelector('.wx-tab-badge')?.remove()
    if (text !== undefined)
      item.append(element('span', text ? 'wx-tab-badge' : 'wx-tab-badge wx-tab-dot', text))
  }

  /** Colours and icons may differ between the themes. */
  draw(): void {
    if (!this.config) return
    const { color, selectedColor, backgroundColor, borderStyle, list } = this.config
    const isWhite = this.theme.resolve(borderStyle) === 'white'
    this.element.style.borderColor = isWhite ? 'rgba(255, 255, 255, .3)' : 'rgba(0, 0, 0, .2)'
    this.element.style.background = this.theme.resolve(backgroundColor) ?? ''
    this.items.forEach((item, index) => {
      const { pagePath, iconPath, selectedIconPath } = list[index]!
      const isSelected = pagePath === this.selected
      item.style.color = this.theme.resolve(isSelected ? selectedColor : color) ?? ''
      item.setAttribute('aria-selected', String(isSelected))
      const icon = this.theme.resolve(isSelected ? (selectedIconPath ?? iconPath) : iconPath)
      const picture = item.querySelector('img')
      if (picture && icon) picture.src = icon.replace(/^\//, '')
    })
  }
}
