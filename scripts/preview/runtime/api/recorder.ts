import { keepTemporary } from '../files'
import { type Recording, record } from '../microphone'
import { Listeners } from './listeners'
import { permit } from './permissions'
import { askPrivacy } from './privacy'

const LONGEST = 600_000

interface RecordingOptions {
  /** Milliseconds after which the recording ends by itself. */
  duration?: number
  format?: string
}

/** WeChat's one recorder. The file is WAV, whatever format its name claims. */
class RecorderManager {
  private readonly listeners = new Listeners()
  private recording: Recording | undefined
  private format = 'aac'
  private limit = LONGEST
  private timer = 0
  /** Milliseconds recorded before the last pause, and the moment at which recording went on. */
  private recorded = 0
  private since = 0

  onStart = (listener: () => void) => this.listeners.add('start', listener)
  onPause = (listener: () => void) => this.listeners.add('pause', listener)
  onResume = (listener: () => void) => this.listeners.add('resume', listener)
  onStop = (listener: (result: never) => void) => this.listeners.add('stop', listener)
  onError = (listener: (error: never) => void) => this.listeners.add('error', listener)

  start({ duration = 60_000, format = 'aac' }: RecordingOptions = {}): void {
    this.attempt(async () => {
      if (this.recording) throw new Error('is recording or paused')
      if (!(duration > 0 && duration <= LONGEST)) throw new Error('duration out of range')
      await askPrivacy('startRecord')
      await permit('scope.record')
      this.recording = await record()
      Object.assign(this, { format, limit: duration, recorded: 0 })
      this.goOn()
      this.listeners.tell('start')
    })
  }

  pause(): void {
    this.attempt(() => {
      const recording = this.running()
      this.halt()
      recording.pause()
      this.listeners.tell('pause')
    })
  }

  resume(): void {
    this.attempt(() => {
      this.running().resume()
      this.goOn()
      this.listeners.tell('resume')
    })
  }

  stop(): void {
    this.attempt(async () => {
      const recording = this.running()
      this.halt()
      this.recording = undefined
      const duration = Math.round(this.recorded)
      const file = await recording.end(duration)
      const tempFilePath = keepTemporary(file, `recording.${this.format}`)
      this.listeners.tell('stop', { tempFilePath, duration, fileSize: file.size })
    })
  }

  private goOn(): void {
    this.since = performance.now()
    this.timer = window.setTimeout(() => this.stop(), this.limit - this.recorded)
  }

  private halt(): void {
    clearTimeout(this.timer)
    if (this.since) this.recorded += performance.now() - this.since
    this.since = 0
  }

  private running(): Recording {
    if (!this.recording) throw new Error('recorder not start')
    return this.recording
  }

  /** Reports errors to listeners, because the recorder's functions return nothing. */
  private attempt(act: () => unknown): void {
    new Promise(resolve => resolve(act())).catch((error: Error) => {
      this.listeners.tell('error', { errMsg: `operateRecorder:fail ${error.message}` })
    })
  }
}

const manager = new RecorderManager()

export const recorder = { getRecorderManager: () => manager }
