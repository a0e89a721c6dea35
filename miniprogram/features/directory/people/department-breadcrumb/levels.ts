interface LevelPage {
  setData(change: object): void
  load(): Promise<void>
  enter(id: string): Promise<void>
}

/** What a page does that goes through the departments level by level: up by the way, down by the list. */
export const levels = {
  async go(this: LevelPage, event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    await this.enter(event.detail.id)
  },

  async goBelow(this: LevelPage, event: WechatMiniprogram.TouchEvent) {
    await this.enter(event.currentTarget.dataset.id as string)
  },

  async enter(this: LevelPage, id: string) {
    this.setData({ id, phase: 'loading' })
    await this.load()
  },
}
