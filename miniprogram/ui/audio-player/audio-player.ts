import { play, stopPlaying } from '../../services/player'

/** A sound that a tap plays, and another stops. */
Component({
  properties: {
    /** An address, or a file of the phone. */
    src: { type: String, value: '' },
    seconds: { type: Number, value: 0 },
    label: { type: String, value: '语音' },
  },
  data: { playing: false, broken: false },
  lifetimes: {
    detached() {
      if (this.data.playing) stopPlaying()
    },
  },
  methods: {
    onToggle() {
      if (this.data.playing) return stopPlaying()
      play(this.data.src, {
        ended: () => this.setData({ playing: false }),
        failed: () => this.setData({ broken: true }),
      })
      this.setData({ playing: true, broken: false })
    },
  },
})
