/** The listener of a recording. */
export interface Recording {
  started(): void
  /** @param seconds how long it is, rounded */
  ended(path: string, seconds: number): void
  /** @param permitted false where the phone does not let the mini program listen */
  failed(permitted: boolean): void
}

/** The ways in which WeChat says that the microphone is not allowed. */
const NOT_PERMITTED = /auth|permission|authorize|denied/i

const FORMAT = {
  format: 'mp3',
  sampleRate: 16_000,
  numberOfChannels: 1,
  encodeBitRate: 48_000,
} as const

/** The phone's one recorder. Its listeners cannot be taken off, so they pass on to the recording of the moment. */
class Recorder {
  private readonly manager = wx.getRecorderManager()
  private current: Recording | undefined

  constructor() {
    // The page may have gone while the phone asked for the microphone.
    this.manager.onStart(() => (this.current ? this.current.started() : this.manager.stop()))
    this.manager.onStop(({ tempFilePath, duration }) =>
      this.end(recording => recording.ended(tempFilePath, Math.round(duration / 1000))),
    )
    this.manager.onError(({ errMsg = '' }) => this.fail(errMsg))
  }

  start(recording: Recording, seconds: number): void {
    this.current = recording
    try {
      this.manager.start({ ...FORMAT, duration: seconds * 1000 })
    } catch (error) {
      this.fail(String(error))
    }
  }

  stop(): void {
    this.manager.stop()
  }

  /** Ends the recording without telling it. */
  abandon(): void {
    this.current = undefined
    this.manager.stop()
  }

  private fail(reason: string): void {
    this.end(recording => recording.failed(!NOT_PERMITTED.test(reason)))
  }

  private end(tell: (recording: Recording) => void): void {
    const recording = this.current
    this.current = undefined
    if (recording) tell(recording)
  }
}

let opened: Recorder | undefined

/** The recorder, opened when it is first used. */
export function recorder(): Recorder {
  opened ??= new Recorder()
  return opened
}
