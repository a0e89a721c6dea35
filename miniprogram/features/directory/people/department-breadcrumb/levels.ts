interface LevelPage {
  setData(change: object): void
  retry(): Promise<void>
  enter(id: string): Promise<void>
}

/** A page that goes through the departments level by level: up by the breadcrumb, down by its list. */
export const levels = {
  async onBreadcrumb(this: LevelPage, event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    await this.enter(event.detail.id)
  },

  async onDepartment(this: LevelPage, event: WechatMiniprogram.TouchEvent) {
    await this.enter(event.currentTarget.dataset.id as string)
  },

  async enter(this: LevelPage, id: string) {
    this.setData({ id })
    await this.retry()
  },
}
