import { addressOf } from '../files'
import { Listeners } from './listeners'

/** WeChat's events by the browser's. */
const EVENTS: Record<string, string> = {
  canplay: 'Canplay',
  playing: 'Play',
  ended: 'Ended',
  timeupdate: 'TimeUpdate',
  waiting: 'Waiting',
  seeking: 'Seeking',
  seeked: 'Seeked',
}

/** WeChat's numbers by the browser's: network, decoding, unsupported. */
const ERRORS: Record<number, number> = { 2: 10002, 3: 10004, 4: 10003 }
const UNKNOWN = -1

/** One sound, without anything to see. */
class InnerAudioContext {
  startTime = 0
  obeyMuteSwitch = true
  private readonly audio = new Audio()
  private readonly listeners = new Listeners()
  private path = ''

  constructor() {
    for (const [event, name] of Object.entries(EVENTS)) {
      this.audio.addEventListener(event, () => this.listeners.tell(name))
    }
    this.audio.addEventListener('error', () => this.failed())
    for (const name of [...Object.values(EVENTS), 'Pause', 'Stop', 'Error']) {
      Object.assign(this, {
        [`on${name}`]: (listener: () => void) => this.listeners.add(name, listener),
        [`off${name}`]: (listener?: () => void) => this.listeners.remove(name, listener),
      })
    }
  }

  get src(): string {
    return this.path
  }

  set src(path: string) {
    this.path = path
    this.audio.src = addressOf(path)
  }

  play(): void {
    if (this.startTime && this.audio.currentTime === 0) this.audio.currentTime = this.startTime
    // An unplayable sound is reported by its error event; pausing a sound before it begins is no fault.
    this.audio.play().catch((error: Error) => {
      if (error.name === 'NotAllowedError')
        this.listeners.tell('Error', { errCode: UNKNOWN, errMsg: error.message })
    })
  }

  pause(): void {
    this.audio.pause()
    this.listeners.tell('Pause')
  }

  stop(): void {
    this.audio.pause()
    this.audio.currentTime = 0
    this.listeners.tell('Stop')
  }

  seek(seconds: number): void {
    this.audio.currentTime = seconds
  }

  destroy(): void {
    this.audio.pause()
    this.audio.removeAttribute('src')
  }

  get duration(): number {
    return Number.isFinite(this.audio.duration) ? this.audio.duration : 0
  }

  get paused(): boolean {
    return this.audio.paused
  }

  private failed(): void {
    const { code = UNKNOWN, message = '' } = this.audio.error ?? {}
    this.listeners.tell('Error', { errCode: ERRORS[code] ?? UNKNOWN, errMsg: message })
  }
}

/** Properties that the browser's own element has under the same names. */
const SHARED = ['autoplay', 'loop', 'volume', 'playbackRate', 'currentTime'] as const

for (const name of SHARED) {
  Object.defineProperty(InnerAudioContext.prototype, name, {
    get(this: { audio: HTMLAudioElement }) {
      return this.audio[name]
    },
    set(this: { audio: HTMLAudioElement }, value: never) {
      this.audio[name] = value
    },
  })
}

export const audio = { createInnerAudioContext: () => new InnerAudioContext() }
