import { upload } from '../../../services/upload'
import { explain } from '../../../ui/phase'
import type { Voice } from './view'

const LONGEST = 60
let manager: WechatMiniprogram.RecorderManager | undefined
/** The phone has one recorder, and its listeners stay: they tell whoever records now. */
let recording: { started(): void; ended(path: string, seconds: number): void; failed(): void } | undefined
let clock = 0

function recorder(): WechatMiniprogram.RecorderManager {
  if (manager) return manager
  manager = wx.getRecorderManager()
  // Whoever asked may have gone while the phone asked for the microphone.
  manager.onStart(() => (recording ? recording.started() : manager?.stop()))
  manager.onStop(({ tempFilePath, duration }) => recording?.ended(tempFilePath, Math.round(duration / 1000)))
  manager.onError(() => recording?.failed())
  return manager
}

/** A voice note of at most a minute. Triggers `change` with `{ voice }`: the Voice, uploaded or not, or null. */
Component({
  properties: {
    /** The one to begin with. */
    initial: { type: Object, value: null as unknown as Voice },
  },
  data: { voice: null as Voice | null, recording: false, seconds: 0, longest: LONGEST, problem: '' },
  observers: {
    initial(voice: Voice | null) {
      this.setData({ voice })
    },
  },
  lifetimes: {
    detached() {
      if (!this.data.recording) return
      recording = undefined
      clearInterval(clock)
      recorder().stop()
    },
  },
  methods: {
    toggle() {
      if (this.data.recording) recorder().stop()
      else this.record()
    },
    record() {
      recording = {
        started: () => this.count(),
        ended: (path, seconds) => void this.ended(path, seconds),
        failed: () => this.rest('没有录上。请在微信设置里允许使用麦克风，或者直接写字。'),
      }
      this.setData({ recording: true, seconds: 0, problem: '' })
      const format = {
        format: 'mp3',
        sampleRate: 16_000,
        numberOfChannels: 1,
        encodeBitRate: 48_000,
      } as const
      recorder().start({ ...format, duration: LONGEST * 1000 })
    },
    count() {
      clock = setInterval(() => this.setData({ seconds: this.data.seconds + 1 }), 1000)
    },
    rest(problem = '') {
      clearInterval(clock)
      recording = undefined
      this.setData({ recording: false, problem })
    },
    async ended(path: string, seconds: number) {
      this.rest()
      this.show({ path, seconds: Math.max(1, seconds) })
      await this.send()
    },
    async send() {
      const { voice } = this.data
      if (!voice) return
      this.show({ path: voice.path, seconds: voice.seconds })
      try {
        const fileId = await upload(voice.path)
        if (this.data.voice?.path === voice.path) this.show({ ...this.data.voice, fileId })
      } catch (error) {
        this.show({ ...voice, failed: true })
        this.setData({ problem: explain(error).message })
      }
    },
    show(voice: Voice | null) {
      this.setData({ voice, problem: '' })
      this.triggerEvent('change', { voice })
    },
    remove() {
      this.show(null)
    },
  },
})
