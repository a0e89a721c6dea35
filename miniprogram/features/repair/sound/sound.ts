/** Ends what is being played: one sound at a time. */
let hush = () => {}

/** A voice note that a tap plays, and another stops. */
Component({
  properties: {
    /** An address, or a file of the phone. */
    src: { type: String, value: '' },
    seconds: { type: Number, value: 0 },
  },
  data: { playing: false, broken: false },
  lifetimes: {
    detached() {
      if (this.data.playing) hush()
    },
  },
  methods: {
    toggle() {
      if (this.data.playing) hush()
      else this.play()
    },
    play() {
      hush()
      const audio = wx.createInnerAudioContext()
      hush = () => {
        hush = () => {}
        audio.destroy()
        this.setData({ playing: false })
      }
      audio.onEnded(() => hush())
      audio.onError(() => {
        hush()
        this.setData({ broken: true })
      })
      audio.src = this.data.src
      audio.play()
      this.setData({ playing: true, broken: false })
    },
  },
})
