import { directory, type SyncStatus } from '../../../../contract/directory'
import { directoryPages } from '../../../../contract/features/directory'
import { client } from '../../../../services/cloud'
import { RequestKey } from '../../../../services/idempotency'
import { me } from '../../../../services/session'
import { loadPage } from '../../../../ui/load-page'
import { explain } from '../../../../ui/phase'
import { type SyncScreen, screenOf } from './view'

const directories = client(directory)
const requestKey = new RequestKey()
const asked = loadPage(async () => shown(await directories.syncStatus({})))

async function shown(status: SyncStatus) {
  return { screen: screenOf(status, await me(), Date.now()) }
}

/** How the sync with the internal system stands; starting it, and releasing a run that the brake stopped. */
Page({
  ...asked,
  data: { ...asked.data, screen: null as SyncScreen | null },

  async onShow() {
    await this.load()
  },

  async start() {
    await this.send('now', key => directories.syncNow({}, { key }))
  },

  async release() {
    const { held } = this.data.screen ?? {}
    if (!held) return
    const { confirm } = await wx.showModal({
      title: '放行这次同步',
      content: `${held.count} 人会标记为离开，不能再使用微办公。`,
      ...{ confirmText: '放行', cancelText: '再想想' },
    })
    if (confirm) await this.send('release', key => directories.syncRelease({}, { key }))
  },

  async setInterval(event: WechatMiniprogram.PickerChange) {
    const intervalMinutes = this.data.screen?.minutes[Number(event.detail.value)]
    if (intervalMinutes)
      await this.send(`interval ${intervalMinutes}`, key =>
        directories.saveSync({ intervalMinutes }, { key }),
      )
  },

  async send(what: string, ask: (key: string) => Promise<SyncStatus>) {
    if (this.data.phase !== 'ready') return
    this.setData({ phase: 'sending' })
    try {
      this.setData(await shown(await ask(requestKey.keyFor(what, {}))))
      requestKey.complete()
    } catch (error) {
      await wx.showToast({ title: explain(error).message, icon: 'none' })
    }
    this.setData({ phase: 'ready' })
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: directoryPages.import(event.currentTarget.dataset.id as string) })
  },
})
