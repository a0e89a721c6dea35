import { directory } from '../../../../contract/directory'
import { directoryPages } from '../../../../contract/features/directory'
import { newKey } from '../../../../services/client'
import { client } from '../../../../services/cloud'
import { upload } from '../../../../services/upload'
import { listPage } from '../../../../ui/list-page'
import { explain } from '../../../../ui/phase'
import { type ImportLine, importLine, TEMPLATE } from './view'

const directories = client(directory)
const list = listPage<ImportLine>(async page => {
  const { items, next } = await directories.imports({ page })
  return { items: items.map(view => importLine(view, Date.now())), next }
})

/** The imports so far, and the way to the next one. */
Page({
  ...list,
  data: {
    ...list.data,
    complete: false,
    /** A sheet is being checked: apart from the phase of the list, which may have failed. */
    checking: false,
  },

  onComplete(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.setData({ complete: event.detail.value })
  },

  /** The file is one that was sent in a conversation: the way from a computer to the phone. */
  async choose() {
    if (this.data.checking) return
    const chosen = await wx
      .chooseMessageFile({ count: 1, type: 'file', extension: ['xlsx', 'csv'] })
      // The user closed the dialogue without a choice.
      .catch(() => undefined)
    const file = chosen?.tempFiles[0]
    if (file) await this.check(file)
  },

  /** Every try is a new upload, and so a new request. */
  async check({ path, name }: { path: string; name: string }) {
    this.setData({ checking: true })
    try {
      const input = { fileId: await upload(path), name, complete: this.data.complete }
      const { id } = await directories.importCheck(input, { key: newKey() })
      await wx.navigateTo({ url: directoryPages.import(id) })
    } catch (error) {
      await wx.showModal({ title: '检查没有完成', content: explain(error).message, showCancel: false })
    }
    this.setData({ checking: false })
  },

  /** Sent into a conversation, such as the one with oneself, from where a computer opens it. */
  async template() {
    const filePath = `${wx.env.USER_DATA_PATH}/import-template.csv`
    wx.getFileSystemManager().writeFile({
      filePath,
      data: TEMPLATE,
      encoding: 'utf8',
      success: () => wx.shareFileMessage({ filePath, fileName: '成员导入模板.csv' }),
      fail: () => wx.showToast({ title: '模板没有写成，请重试', icon: 'none' }),
    })
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: directoryPages.import(event.currentTarget.dataset.id as string) })
  },
})
