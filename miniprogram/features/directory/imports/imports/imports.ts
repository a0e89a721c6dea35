import { directory } from '../../../../contract/directory'
import { directoryPages } from '../../../../contract/features/directory'
import { client } from '../../../../services/cloud'
import { listPage } from '../../../../ui/list-page'
import { checkChosenSheet } from '../choose-sheet'
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

  async choose() {
    const { complete } = this.data
    const view = await checkChosenSheet(this, complete)
    if (view) await wx.navigateTo({ url: directoryPages.import(view.id, complete) })
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
