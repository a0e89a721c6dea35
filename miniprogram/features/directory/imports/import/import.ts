import { directory, type ImportView } from '../../../../contract/directory'
import { directoryPages } from '../../../../contract/features/directory'
import { client } from '../../../../services/cloud'
import { RequestKey } from '../../../../services/idempotency'
import { refreshTree } from '../../../../services/tree'
import { loadPage } from '../../../../ui/load-page'
import { explain } from '../../../../ui/phase'
import { goesOn, type ImportScreen, screenOf } from './view'

const directories = client(directory)
const requestKey = new RequestKey()
/** Faults that are shown at first, and more at a time. */
const FAULTS = 50

const asked = loadPage(async ({ id, shownFaults }: { id: string; shownFaults: number }) => {
  const one = await directories.importGet({ importId: id })
  return { one, screen: screenOf(one, shownFaults) }
})

/** What an import would do; then doing it, with progress, and taking it back. */
Page({
  ...asked,
  data: {
    ...asked.data,
    id: '',
    shownFaults: FAULTS,
    one: null as ImportView | null,
    screen: null as ImportScreen | null,
    leaving: false,
  },

  async onLoad({ id = '' }: Record<string, string | undefined>) {
    this.setData({ id })
    await this.load()
  },

  /** Nobody looks any more: the rest waits until somebody comes back. */
  onUnload() {
    this.setData({ leaving: true })
  },

  show(one: ImportView) {
    this.setData({ one, screen: screenOf(one, this.data.shownFaults) })
  },

  /** Back to where a sheet is chosen. */
  async chooseAgain() {
    if (getCurrentPages().length > 1) await wx.navigateBack()
    else await wx.redirectTo({ url: directoryPages.imports })
  },

  moreFaults() {
    this.setData({ shownFaults: this.data.shownFaults + FAULTS * 4 })
    if (this.data.one) this.show(this.data.one)
  },

  async act(event: WechatMiniprogram.TouchEvent) {
    const { action } = event.currentTarget.dataset as { action: 'step' | 'undo' }
    if (this.data.phase !== 'ready' || !(await this.sure(action))) return
    this.setData({ phase: 'sending' })
    try {
      await this.run(action)
    } catch (error) {
      await wx.showModal({ title: '停在了这里', content: explain(error).message, showCancel: false })
    }
    this.setData({ phase: 'ready' })
  },

  async sure(action: 'step' | 'undo'): Promise<boolean> {
    const { one } = this.data
    if (action === 'undo')
      return confirmed('撤销这次导入', '新增的人会删除，改动的人会恢复原样；之后加入或改过的人保留。')
    if (one?.state !== 'checked' || !one.counts.leaving) return true
    return confirmed('开始导入', `有 ${one.counts.leaving} 人会标记为离开，不能再使用微办公。`)
  },

  /** One call after another, until it is done or somebody leaves the page. */
  async run(action: 'step' | 'undo') {
    const importId = this.data.id
    const send = action === 'step' ? directories.importStep : directories.importUndo
    for (;;) {
      const version = this.data.one?.progress.done
      const one = await send({ importId }, { key: requestKey.keyFor(action, [importId, version]) })
      requestKey.complete()
      this.show(one)
      if (!goesOn(action, one) || this.data.leaving) break
    }
    // Departments may have come or gone.
    await refreshTree()
  },
})

async function confirmed(title: string, content: string): Promise<boolean> {
  return (await wx.showModal({ title, content, confirmText: '确定', cancelText: '再想想' })).confirm
}
