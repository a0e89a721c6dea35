/** The listener of a sound. */
export interface Playing {
  /** It is over, or another sound has taken its place. */
  ended(): void
  failed(): void
}

let current: { audio: WechatMiniprogram.InnerAudioContext; playing: Playing } | undefined

/** Stops what is being played. */
export function stopPlaying(): void {
  const stopped = current
  current = undefined
  stopped?.audio.destroy()
  stopped?.playing.ended()
}

/** Plays an address or a file of the phone; one sound at a time. */
export function play(src: string, playing: Playing): void {
  stopPlaying()
  const audio = wx.createInnerAudioContext()
  current = { audio, playing }
  audio.onEnded(stopPlaying)
  audio.onError(() => {
    stopPlaying()
    playing.failed()
  })
  audio.src = src
  audio.play()
}
