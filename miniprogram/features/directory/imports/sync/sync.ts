import { directory, type SyncStatus } from '../../../../contract/directory'
import { directoryPages } from '../../../../contract/features/directory'
import { client } from '../../../../services/cloud'
import { me } from '../../../../services/session'
import { loadPage } from '../../../../ui/load-page'
import { type PageRequest, sendOnce } from '../../../../ui/send'
import { releaseWords, type SyncScreen, screenOf } from './view'

const directories = client(directory)
const page = loadPage(async () => drawn(await directories.syncStatus({})))

async function drawn(status: SyncStatus) {
  return { screen: screenOf(status, await me(), Date.now()) }
}

/** The page of the sync with the internal system, which starts a run, and releases one that was held. */
Page({
  ...page,
  data: { ...page.data, screen: null as SyncScreen | null },

  async onShow() {
    await this.appear()
  },

  async start() {
    await this.send({ op: 'now', input: {}, send: directories.syncNow })
  },

  async release() {
    const { held } = this.data.screen ?? {}
    if (!held) return
    const confirm = releaseWords(held.reasons)
    await this.send({ op: 'release', input: { importId: held.id }, send: directories.syncRelease, confirm })
  },

  async onInterval(event: WechatMiniprogram.PickerChange) {
    const intervalMinutes = this.data.screen?.minutes[Number(event.detail.value)]
    if (!intervalMinutes) return
    await this.send({ op: 'interval', input: { intervalMinutes }, send: directories.saveSync })
  },

  async send<Input>(request: PageRequest<Input, SyncStatus>) {
    await sendOnce(this, { ...request, done: async status => this.setData(await drawn(status)) })
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: directoryPages.import(event.currentTarget.dataset.id as string) })
  },
})
