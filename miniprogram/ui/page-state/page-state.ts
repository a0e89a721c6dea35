import type { Failure } from '../phase'
import { type EmptyState, emptyStateFor } from './view'

/** Shows what a page shows instead of its content: a skeleton, why it failed, or that there is nothing yet. */
Component({
  options: { multipleSlots: true },
  properties: {
    phase: { type: String, value: 'loading' },
    /** The Failure to explain while the phase is `failed`. */
    failure: { type: Object, value: null as unknown as Failure },
    empty: { type: Boolean, value: false },
    emptyIcon: { type: String, value: 'calendar' },
    emptyTitle: { type: String, value: '' },
    emptyHint: { type: String, value: '' },
  },
  data: {
    notice: null as EmptyState | null,
    /** The outline of a card: a picture and two lines beside it, three times. */
    outline: [1, 2, 3],
    lines: [
      { width: '60%', height: '36rpx' },
      { width: '100%', height: '28rpx' },
      { width: '40%', height: '28rpx' },
    ],
  },
  observers: {
    failure(failure: Failure | null) {
      this.setData({ notice: failure && emptyStateFor(failure, getCurrentPages().length < 2) })
    },
  },
  methods: {
    async help() {
      switch (this.data.notice?.remedy) {
        case 'join':
          return wx.navigateTo({ url: '/features/account/join/join' })
        case 'back':
          return getCurrentPages().length < 2 ? wx.switchTab({ url: '/pages/home/home' }) : wx.navigateBack()
        default:
          return this.triggerEvent('retry')
      }
    },
  },
})
