/** The place of the keyboard on one page, while others lie over it. */
export class PageFocus {
  private last: HTMLElement | undefined

  constructor(
    private readonly page: HTMLElement,
    private readonly scroller: HTMLElement,
  ) {
    scroller.tabIndex = 0
  }

  remember(): void {
    const { activeElement } = document
    this.last =
      activeElement instanceof HTMLElement && this.page.contains(activeElement) ? activeElement : undefined
  }

  /** Fields are left alone, because their keyboard would cover the page. */
  restore(): void {
    if (!document.hasFocus() || this.page.contains(document.activeElement)) return
    const isField = this.last?.matches('input, textarea')
    const target = this.last?.isConnected && !isField ? this.last : this.scroller
    target.focus({ preventScroll: true })
  }
}
