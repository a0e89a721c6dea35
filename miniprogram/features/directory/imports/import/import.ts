import { directory, type ImportView } from '../../../../contract/directory'
import { directoryPages } from '../../../../contract/features/directory'
import { client } from '../../../../services/cloud'
import { refreshTree } from '../../../../services/tree'
import { loadPage } from '../../../../ui/load-page'
import { sendOnce } from '../../../../ui/send'
import { checkChosenSheet } from '../choose-sheet'
import { tellStop } from '../stop'
import { confirmationOf, goesOn, type ImportScreen, type Step, screenOf } from './view'

const directories = client(directory)
/** Faults that are shown at first, and more at a time. */
const FAULTS = 50

const page = loadPage(async ({ id, faultLimit }: { id: string; faultLimit: number }) =>
  drawn(await directories.importGet({ importId: id }), faultLimit),
)
const drawn = (view: ImportView, faultLimit: number) => ({ view, screen: screenOf(view, faultLimit) })

/** A batch begins where the one before ended. */
const batchAfter = ({ id, progress, state }: ImportView) => ({
  importId: id,
  done: progress.done,
  // The question before the first batch shows the warnings.
  release: state === 'held',
})

/** An import before anything is changed; then doing it, with progress, and taking it back. */
Page({
  ...page,
  data: {
    ...page.data,
    id: '',
    faultLimit: FAULTS,
    view: null as ImportView | null,
    screen: null as ImportScreen | null,
    leaving: false,
    /** The sheet was said to name everybody. */
    complete: false,
    /** Another sheet is being checked. */
    checking: false,
  },

  async onLoad({ id = '', complete }: Record<string, string | undefined>) {
    this.setData({ id, complete: complete === '1' })
    await this.load()
  },

  /** The rest waits until the page is opened again. */
  onUnload() {
    this.setData({ leaving: true })
  },

  /** The sheet that was mended takes the place of this one. */
  async chooseAgain() {
    const { complete } = this.data
    const view = await checkChosenSheet(this, complete)
    if (view) await wx.redirectTo({ url: directoryPages.import(view.id, complete) })
  },

  moreFaults() {
    const faultLimit = this.data.faultLimit + FAULTS * 4
    if (this.data.view) this.setData({ faultLimit, ...drawn(this.data.view, faultLimit) })
  },

  async onAction(event: WechatMiniprogram.TouchEvent) {
    const { action } = event.currentTarget.dataset as { action: Step }
    if (!this.data.view) return
    await sendOnce(this, {
      op: action,
      input: batchAfter(this.data.view),
      send: ({ importId, release }, options) =>
        action === 'step'
          ? directories.importStep({ importId, release }, options)
          : directories.importUndo({ importId }, options),
      confirm: confirmationOf(action, this.data.view),
      next: view => {
        this.setData(drawn(view, this.data.faultLimit))
        return goesOn(action, view) && !this.data.leaving ? batchAfter(view) : undefined
      },
      // Departments may have come or gone.
      done: () => refreshTree().catch(() => undefined),
      fail: error => tellStop(this, '停在了这里', error),
    })
  },
})
