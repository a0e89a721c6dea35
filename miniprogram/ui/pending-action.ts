interface PendingPage<Pending> {
  setData(change: { pending: Pending | null }): void
}

interface ListedPage<Pending> extends PendingPage<Pending> {
  endAction(): void
  load(): Promise<void>
}

/**
 * A page with a sheet for the actions of its records: `Page({ ...pendingAction<PendingAction>(), … })`. The sheet is open
 * while `pending` is set; a card's `bind:action` is `onAction`, the sheet's `bind:close` is `endAction`, its `bind:done` is
 * `onDone`, which loads the page: the record may stand elsewhere now.
 */
export const pendingAction = <Pending>() => ({
  data: { pending: null as Pending | null },

  onAction(this: PendingPage<Pending>, event: { detail: Pending }) {
    this.setData({ pending: event.detail })
  },

  endAction(this: PendingPage<Pending>) {
    this.setData({ pending: null })
  },

  async onDone(this: ListedPage<Pending>) {
    this.endAction()
    await this.load()
  },
})
