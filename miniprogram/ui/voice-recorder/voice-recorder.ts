import { recorder } from '../../services/recorder'
import { upload } from '../../services/upload'
import { explain } from '../phase'
import { failureWords, type Voice } from './view'

/** The longest note, in seconds. */
const LONGEST = 60

const clocks = new WeakMap<object, ReturnType<typeof setInterval>>()

function stopClock(owner: object): void {
  const clock = clocks.get(owner)
  if (clock !== undefined) clearInterval(clock)
}

/** A voice note of at most a minute. Triggers `change` with `{ voice }`: the Voice, uploaded or not, or null. */
Component({
  properties: {
    /** The Voice to begin with. */
    initial: { type: Object, value: null as unknown as Voice },
  },
  data: {
    voice: null as Voice | null,
    /** From the tap on, although the phone may have to ask for the microphone first. */
    recording: false,
    started: false,
    seconds: 0,
    longest: LONGEST,
    problem: '',
  },
  observers: {
    initial(voice: Voice | null) {
      this.setData({ voice })
    },
  },
  lifetimes: {
    detached() {
      if (this.data.recording) this.abandon()
    },
  },
  methods: {
    onToggle() {
      if (!this.data.recording) this.record()
      else if (this.data.started) recorder().stop()
      else this.abandon()
    },
    record() {
      this.setData({ recording: true, started: false, seconds: 0, problem: '' })
      const recording = {
        started: () => this.count(),
        ended: (path: string, seconds: number) => void this.keep(path, seconds),
        failed: (permitted: boolean) => this.rest(failureWords(permitted)),
      }
      recorder().start(recording, LONGEST)
    },
    /** Nothing is kept of what was said. */
    abandon() {
      this.rest()
      recorder().abandon()
    },
    count() {
      this.setData({ started: true })
      clocks.set(
        this,
        setInterval(() => this.setData({ seconds: this.data.seconds + 1 }), 1000),
      )
    },
    rest(problem = '') {
      stopClock(this)
      this.setData({ recording: false, started: false, problem })
    },
    async keep(path: string, seconds: number) {
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
