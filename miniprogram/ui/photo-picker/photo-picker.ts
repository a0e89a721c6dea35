import { upload } from '../../services/upload'
import { type Photo, withChange } from './view'

/** Photos that are uploaded as soon as they are chosen. Triggers `change` with the Photos, uploaded or not. */
Component({
  properties: {
    /** The Photos to begin with. */
    initial: { type: Array, value: [] as Photo[] },
    label: { type: String, value: '照片' },
    /** The most photos. */
    most: { type: Number, value: 9 },
  },
  data: { photos: [] as Photo[] },
  observers: {
    initial(initial: Photo[]) {
      this.setData({ photos: initial })
    },
  },
  methods: {
    async choose() {
      const count = this.data.most - this.data.photos.length
      // Cancelling in the phone's own dialogue counts as a failure there; nothing is to be reported.
      const chosen = await wx
        .chooseMedia({ count, mediaType: ['image'], sizeType: ['compressed'] })
        .catch(() => undefined)
      if (!chosen) return
      const added = chosen.tempFiles.map(({ tempFilePath: path }) => ({ path, percent: 0 }))
      this.show([...this.data.photos, ...added])
      await Promise.all(added.map(({ path }) => this.send(path)))
    },
    async send(path: string) {
      this.change(path, { failed: false, percent: 0 })
      try {
        const fileId = await upload(path, percent => this.change(path, { percent }))
        this.change(path, { fileId, percent: 100 })
      } catch {
        this.change(path, { failed: true })
      }
    },
    change(path: string, change: Partial<Photo>) {
      this.show(withChange(this.data.photos, path, change))
    },
    show(photos: Photo[]) {
      this.setData({ photos })
      this.triggerEvent('change', { photos })
    },
    /** A tap on a photo shows it large, or sends it again where it failed. */
    async onOpen(event: WechatMiniprogram.TouchEvent) {
      const { path, failed } = this.photoOf(event)
      if (failed) await this.send(path)
      else await wx.previewImage({ current: path, urls: this.data.photos.map(photo => photo.path) })
    },
    onLost(event: WechatMiniprogram.TouchEvent) {
      this.change(this.photoOf(event).path, { lost: true })
    },
    remove(event: WechatMiniprogram.TouchEvent) {
      const { path } = this.photoOf(event)
      this.show(this.data.photos.filter(photo => photo.path !== path))
    },
    photoOf(event: WechatMiniprogram.TouchEvent): Photo {
      return this.data.photos[Number(event.currentTarget.dataset.index)]!
    },
  },
})
