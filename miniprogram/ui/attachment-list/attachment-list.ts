import { explain } from '../phase'
import { type Attachment, type AttachmentLine, attachmentLine, extensionOf, isDocument } from './view'

/**
 * Attachments with name, kind and size. A tap shows a picture among the others, plays a sound, opens a document; a file
 * that WeChat cannot show is offered to be sent to a chat, from where it reaches a computer.
 */
Component({
  properties: {
    /** The Attachments. */
    items: { type: Array, value: [] as Attachment[] },
    /** Prefix of the test ids. */
    name: { type: String, value: 'attachment' },
  },
  data: { lines: [] as AttachmentLine[], loading: '' },
  observers: {
    items(items: Attachment[]) {
      this.setData({ lines: items.map(attachmentLine) })
    },
  },
  methods: {
    async onOpen(event: WechatMiniprogram.TouchEvent) {
      const line = this.data.lines[Number(event.currentTarget.dataset.index)]
      if (!line || this.data.loading) return
      if (line.kind === 'picture') return this.showPicture(line)
      this.setData({ loading: line.id })
      try {
        await this.openFile(line)
      } catch (error) {
        await wx.showToast({ title: explain(error).message, icon: 'none' })
      } finally {
        this.setData({ loading: '' })
      }
    },
    async showPicture({ url }: Attachment) {
      const pictures = this.data.lines.filter(({ kind }) => kind === 'picture')
      await wx.previewImage({ current: url, urls: pictures.map(picture => picture.url) })
    },
    async openFile({ url, name }: Attachment) {
      const filePath = await download(url)
      if (isDocument(name))
        await wx.openDocument({ filePath, fileType: extensionOf(name) as 'pdf', showMenu: true })
      // Cancelling in the phone's own dialogue counts as a failure there; nothing is to be reported.
      else await wx.shareFileMessage({ filePath, fileName: name }).catch(() => undefined)
    },
  },
})

const download = (url: string) =>
  new Promise<string>((resolve, reject) => {
    wx.downloadFile({ url, success: ({ tempFilePath }) => resolve(tempFilePath), fail: reject })
  })
