interface EditingPage<Form> {
  setData(change: { editing: Form | null }): void
  endEdit(): void
  load(): Promise<void>
}

/**
 * A page with a sheet for its things: `Page({ ...editingPage<Form>(), … })`. The sheet is open while `editing` is set; its
 * `bind:close` is `endEdit`, its `bind:done` is `onDone`, which loads the page: the thing may stand elsewhere now.
 */
export const editingPage = <Form>() => ({
  data: { editing: null as Form | null },

  endEdit(this: EditingPage<Form>) {
    this.setData({ editing: null })
  },

  async onDone(this: EditingPage<Form>) {
    this.endEdit()
    await this.load()
  },
})
