/** True if the content is a sequence of frames; each frame's header gives its length. */
function isStream(
  content: Buffer,
  from: number,
  frameSize: (content: Buffer, at: number) => number,
): boolean {
  let [at, frames] = [from, 0]
  for (let size = 1; size && at < content.length; at += size) {
    size = frameSize(content, at)
    if (size && at + size <= content.length) frames++
  }
  // A tag may follow the last frame, which may be cut short.
  return frames >= FEWEST_FRAMES && content.length - at < LONGEST_TAIL
}

/** One frame could be chance, because its mark is two bytes only. */
const FEWEST_FRAMES = 2
const LONGEST_TAIL = 2048

/** Kilobits per second and samples per second, by the numbers in the header of an MP3 frame. */
const BITRATES = {
  first: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  second: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
const SAMPLES = [44_100, 48_000, 32_000]
/** Divisor of the sampling rate for MPEG 2.5, none, MPEG 2, MPEG 1. */
const VERSIONS = [4, 0, 2, 1]

/** Bytes of the MP3 frame at this offset; 0 if none begins there. */
function mp3Frame(content: Buffer, at: number): number {
  if (at + 4 > content.length) return 0
  const header = content.readUInt32BE(at)
  const version = VERSIONS[(header >>> 19) & 3]!
  const isLayer3 = header >>> 21 === 0x7ff && ((header >>> 17) & 3) === 1
  const bitrate = (version === 1 ? BITRATES.first : BITRATES.second)[(header >>> 12) & 15]
  const samples = SAMPLES[(header >>> 10) & 3]
  if (!isLayer3 || !version || !bitrate || !samples) return 0
  const perFrame = version === 1 ? 144_000 : 72_000
  return Math.floor((perFrame * bitrate * version) / samples) + ((header >>> 9) & 1)
}

/** Bytes of the ID3 tag in front of an MP3, which stores its size in groups of seven bits; 0 without one. */
function id3Size(content: Buffer): number {
  if (content.length < 10 || content.toString('latin1', 0, 3) !== 'ID3') return 0
  return 10 + [6, 7, 8, 9].reduce((size, at) => (size << 7) | (content[at]! & 0x7f), 0)
}

/** True if the content consists of MPEG audio layer III frames to the end. */
export const isMp3 = (content: Buffer): boolean => isStream(content, id3Size(content), mp3Frame)

/** True if the content consists of AAC frames with ADTS headers to the end. */
export const isAac = (content: Buffer): boolean =>
  isStream(content, 0, (frames, at) => {
    if (at + 7 > frames.length || (frames.readUInt16BE(at) & 0xfff6) !== 0xfff0) return 0
    const size = (frames.readUIntBE(at + 3, 3) >>> 5) & 0x1fff
    return size >= 7 ? size : 0
  })

/** True for a RIFF file of kind WAVE whose format and samples lie within the file. */
export function isWav(content: Buffer): boolean {
  const name = (at: number) => content.toString('latin1', at, at + 4)
  if (content.length < 12 || name(0) !== 'RIFF' || name(8) !== 'WAVE') return false
  const end = content.readUInt32LE(4) + 8
  const seen = new Set<string>()
  for (let at = 12; at + 8 <= end; ) {
    if (at + 8 > content.length) return false
    seen.add(name(at))
    const size = content.readUInt32LE(at + 4)
    if (at + 8 + size > end) return false
    at += 8 + size + (size % 2)
  }
  return end <= content.length && seen.has('fmt ') && seen.has('data')
}
