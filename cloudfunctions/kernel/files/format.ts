import { isAac, isMp3, isWav } from './audio'
import { stripJpeg } from './jpeg'
import { stripPng } from './png'

interface Format {
  /** Alternatives for the first bytes of a file. */
  marks: number[][]
  /** Returns the content without metadata; undefined unless it is a complete file of the kind. */
  clean(content: Buffer): Buffer | undefined
}

const when =
  (isWhole: (content: Buffer) => boolean) =>
  (content: Buffer): Buffer | undefined =>
    isWhole(content) ? content : undefined

const FORMATS = {
  jpg: { marks: [[0xff, 0xd8, 0xff]], clean: stripJpeg },
  png: { marks: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]], clean: stripPng },
  // The first two bytes of a frame: MPEG 1, 2 and 2.5, each with and without a checksum.
  mp3: {
    marks: [[0x49, 0x44, 0x33], ...[0xfa, 0xfb, 0xf2, 0xf3, 0xe2, 0xe3].map(byte => [0xff, byte])],
    clean: when(isMp3),
  },
  aac: { marks: [0xf0, 0xf1, 0xf8, 0xf9].map(byte => [0xff, byte]), clean: when(isAac) },
  wav: { marks: [[0x52, 0x49, 0x46, 0x46]], clean: when(isWav) },
  xlsx: { marks: [[0x50, 0x4b, 0x03, 0x04]], clean: when(isZip) },
  /** Text has no mark. */
  csv: { marks: [[]], clean: when(content => content.length > 0) },
} satisfies Record<string, Format>

export type FileKind = keyof typeof FORMATS

/** Determines the kind of a complete file and strips its metadata; undefined if it is none of `kinds`. */
export function recognize(
  content: Buffer,
  kinds: readonly FileKind[],
): { kind: FileKind; content: Buffer } | undefined {
  const kind = kinds.find(one =>
    FORMATS[one].marks.some(mark => mark.every((byte, i) => content[i] === byte)),
  )
  const cleaned = kind && FORMATS[kind].clean(content)
  return kind && cleaned && { kind, content: cleaned }
}

const END_RECORD = Buffer.from('504b0506', 'hex')
const END_RECORD_BYTES = 22
const LONGEST_COMMENT = 0xffff

/** True if the end record of the zip ends the file and its directory lies right in front of the record. */
function isZip(content: Buffer): boolean {
  const last = content.length - END_RECORD_BYTES
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (!content.subarray(at, at + 4).equals(END_RECORD)) continue
    const comment = content.readUInt16LE(at + 20)
    const [bytes, from] = [content.readUInt32LE(at + 12), content.readUInt32LE(at + 16)]
    return at + END_RECORD_BYTES + comment === content.length && from + bytes === at
  }
  return false
}
