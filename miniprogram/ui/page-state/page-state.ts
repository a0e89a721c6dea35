import { accountPages } from '../../contract/features/account'
import type { Failure } from '../phase'
import { type EmptyState, emptyStateFor, sceneOf } from './view'

/**
 * The frame of a page's content: shows a skeleton, why loading failed, that there is nothing yet, or the slot with the
 * row that reads on. Triggers `retry`, and `more` when that row is tapped.
 */
Component({
  options: { multipleSlots: true },
  properties: {
    /** The page's Phase; the content stays in sight while it is `sending`. */
    phase: { type: String, value: 'loading' },
    /** The Failure to explain while the phase is `failed`. */
    failure: { type: Object, value: null as unknown as Failure },
    empty: { type: Boolean, value: false },
    /** Icon that names what is missing; it chooses the picture. */
    emptyIcon: { type: String, value: 'calendar' },
    emptyTitle: { type: String, value: '' },
    emptyHint: { type: String, value: '' },
    /** The cursor of the next page of a list; empty where there is no more. */
    next: { type: String, value: '' },
    moreText: { type: String, value: '看更多' },
  },
  data: {
    problem: null as EmptyState | null,
    scene: '',
    /** The outline of a card: a picture and two lines beside it, three times. */
    outline: [1, 2, 3],
    lines: [
      { width: '60%', height: '36rpx' },
      { width: '100%', height: '28rpx' },
      { width: '40%', height: '28rpx' },
    ],
  },
  observers: {
    'problem, emptyIcon'(problem: EmptyState | null, emptyIcon: string) {
      this.setData({ scene: sceneOf(problem?.icon ?? emptyIcon) })
    },
    failure(failure: Failure | null) {
      this.setData({ problem: failure && emptyStateFor(failure, getCurrentPages().length < 2) })
    },
  },
  methods: {
    more() {
      this.triggerEvent('more')
    },
    async help() {
      switch (this.data.problem?.remedy) {
        case 'join':
          return wx.navigateTo({ url: accountPages.join })
        case 'back':
          return getCurrentPages().length < 2 ? wx.switchTab({ url: '/pages/home/home' }) : wx.navigateBack()
        default:
          return this.triggerEvent('retry')
      }
    },
  },
})
