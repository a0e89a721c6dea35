import type { Department } from '../../../../contract/directory'

/** The departments down to the one in sight; a tap on one above it triggers `enter` with `{ id }`. */
Component({
  properties: {
    /** The top first. */
    trail: { type: Array, value: [] as Pick<Department, 'id' | 'name'>[] },
  },
  methods: {
    onEnter(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('enter', { id: event.currentTarget.dataset.id as string })
    },
  },
})
