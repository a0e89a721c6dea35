import { PNG } from 'pngjs'
import { crc32 } from '../../scripts/local-cloud/database/log/crc32'

/** A segment of a JPEG: marker, length, content. */
export const segment = (marker: number, content: Buffer | string): Buffer => {
  const bytes = Buffer.from(content as string, 'latin1')
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(bytes.length + 2, 2)
  return Buffer.concat([head, bytes])
}

const JFIF = segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0')
const TABLES = segment(0xdb, Buffer.alloc(65, 1))
const FRAME = segment(0xc0, '\x08\0\x01\0\x01\x01\x01\x11\0')
const SCAN = Buffer.concat([
  segment(0xda, '\x01\x01\0\0\x3f\0'),
  Buffer.from([0x12, 0xff, 0, 0xff, 0xd0, 0x34]),
])

/** A JPEG as a camera writes it: `before` the picture, `scans` of it, and what follows its end. */
export const jpeg = (
  before: Buffer[] = [],
  after: Buffer = Buffer.alloc(0),
  scans: Buffer[] = [SCAN],
): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    JFIF,
    ...before,
    TABLES,
    FRAME,
    ...scans,
    Buffer.from([0xff, 0xd9]),
    after,
  ])

/** EXIF with an orientation, a camera and the place where the picture was taken, in either order of bytes. */
export function exif(orientation: number, order: 'II' | 'MM' = 'MM', secret = 'GPS 23.1 N'): Buffer {
  const number = (value: number, bytes: number) => {
    const buffer = Buffer.alloc(bytes)
    if (order === 'II') buffer.writeUIntLE(value, 0, bytes)
    else buffer.writeUIntBE(value, 0, bytes)
    return buffer
  }
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([number(tag, 2), number(type, 2), number(count, 4), value, Buffer.alloc(4 - value.length)])
  const tiff = Buffer.concat([
    Buffer.from(order),
    number(42, 2),
    number(8, 4),
    number(2, 2),
    entry(0x010f, 2, secret.length, number(38, 4)),
    entry(0x0112, 3, 1, number(orientation, 2)),
    number(0, 4),
    Buffer.from(secret),
  ])
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]))
}

/** A chunk of a PNG: length, name, content, checksum. */
export const chunk = (name: string, content: Buffer | string): Buffer => {
  const body = Buffer.concat([Buffer.from(name), Buffer.from(content as string, 'latin1')])
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32BE(body.length - 4, 0)
  numbers.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)])
}

/** One blue dot, with chunks right behind its head. */
export function png(more: Buffer[] = []): Buffer {
  const picture = new PNG({ width: 1, height: 1 })
  picture.data = Buffer.from([0, 0, 255, 255])
  const plain = PNG.sync.write(picture)
  const head = 8 + 25
  return Buffer.concat([plain.subarray(0, head), ...more, plain.subarray(head)])
}

/** Frames of 32 kilobits and 44,100 samples a second: 104 bytes each. */
export const mp3 = (frames = 3): Buffer =>
  Buffer.concat(
    Array.from({ length: frames }, () =>
      Buffer.concat([Buffer.from('fffb1000', 'hex'), Buffer.alloc(100, 1)]),
    ),
  )

/** Frames of AAC with a head of seven bytes. */
export const aac = (frames = 3): Buffer =>
  Buffer.concat(
    Array.from({ length: frames }, () =>
      Buffer.concat([Buffer.from('fff1508001fffc', 'hex'), Buffer.alloc(8, 1)]),
    ),
  )

/** Four samples of silence. */
export function wav(): Buffer {
  const head = Buffer.from(
    'RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0data\x08\0\0\0',
    'latin1',
  )
  const whole = Buffer.concat([head, Buffer.alloc(8)])
  whole.writeUInt32LE(whole.length - 8, 4)
  return whole
}
