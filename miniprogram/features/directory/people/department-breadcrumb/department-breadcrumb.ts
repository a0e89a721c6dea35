import type { Department } from '../../../../contract/directory'

/** The way down to the department that is shown; a tap on one above triggers `go` with `{ id }`. */
Component({
  properties: {
    /** The top first. */
    value: { type: Array, value: [] as Pick<Department, 'id' | 'name'>[] },
  },
  methods: {
    go(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('go', { id: event.currentTarget.dataset.id as string })
    },
  },
})
