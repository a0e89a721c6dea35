import { wav } from './wav'

/** Samples per second; speech needs no more. */
const RATE = 16_000

/** A recording in progress. */
export interface Recording {
  pause(): void
  resume(): void
  /** Ends the recording as a WAV file, which every browser plays; `duration` in milliseconds, without the pauses. */
  end(duration: number): Promise<Blob>
}

/** Records the computer's microphone; a computer without one records silence. */
export async function record(): Promise<Recording> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  if (!devices.some(({ kind }) => kind === 'audioinput')) return nothing
  return listenTo(await navigator.mediaDevices.getUserMedia({ audio: true }))
}

const nothing: Recording = { pause() {}, resume() {}, end: async duration => silence(duration) }

const silence = (duration: number): Blob => wav(new Float32Array(Math.ceil((RATE * duration) / 1000)), RATE)

/** Converts a recording in the browser's own format to WAV. */
async function decoded(recorded: Blob): Promise<Blob> {
  const heard = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await recorded.arrayBuffer())
  return wav(heard.getChannelData(0), RATE)
}

function listenTo(stream: MediaStream): Recording {
  const recorder = new MediaRecorder(stream)
  const parts: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
  recorder.start()
  return {
    pause: () => recorder.pause(),
    resume: () => recorder.resume(),
    async end(duration) {
      const ended = new Promise(resolve => recorder.addEventListener('stop', resolve))
      recorder.stop()
      await ended
      for (const track of stream.getTracks()) track.stop()
      // A short recording may hold a header and no sound yet, which browsers do not decode.
      return decoded(new Blob(parts, { type: recorder.mimeType })).catch(() => silence(duration))
    },
  }
}
