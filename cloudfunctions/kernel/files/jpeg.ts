const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
/** Application segments that affect how the picture looks; the others describe where, when and how it was taken. */
const VISIBLE: Record<number, string> = { 226: 'ICC_PROFILE\0', 238: 'Adobe' }
const ORIENTATION = 0x0112

/**
 * Strips a JPEG of its metadata: EXIF, which holds the location, is reduced to the orientation; XMP, comments,
 * thumbnails and data behind the picture are removed.
 * @returns undefined unless the content is a complete JPEG, from its start marker to its end marker
 */
export function stripJpeg(jpeg: Buffer): Buffer | undefined {
  if (jpeg[0] !== 0xff || jpeg[1] !== SOI) return undefined
  const body: Buffer[] = []
  const found = { orientation: 1, frame: false, scan: false }
  let header: Buffer = Buffer.alloc(0)
  for (let at = 2; at + 2 <= jpeg.length; ) {
    if (jpeg[at] !== 0xff) return undefined
    const marker = jpeg[at + 1]!
    if (marker === EOI)
      return found.frame && found.scan ? assemble(header, found.orientation, body) : undefined
    const end = marker === 0xff ? at + 1 : segmentEnd(jpeg, at)
    if (!end) return undefined
    const segment = jpeg.subarray(at, end)
    found.frame ||= isFrame(marker)
    if (marker === APP0) header = withoutThumbnail(segment) ?? header
    else if (marker === APP1) found.orientation = orientationOf(segment) ?? found.orientation
    else if (isVisible(marker, segment)) body.push(segment)
    at = end
    if (marker !== SOS) continue
    found.scan = true
    at = scanEnd(jpeg, end)
    body.push(jpeg.subarray(end, at))
  }
  return undefined
}

const assemble = (header: Buffer, orientation: number, body: Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, SOI]),
    header,
    orientation === 1 ? Buffer.alloc(0) : orientationSegment(orientation),
    ...body,
    Buffer.from([0xff, EOI]),
  ])

/** Offset of a segment's end; undefined if no segment begins there, or if it exceeds the file. */
function segmentEnd(jpeg: Buffer, at: number): number | undefined {
  const marker = jpeg[at + 1]!
  if (marker < 0xc0 || (marker >= 0xd0 && marker <= SOI) || at + 4 > jpeg.length) return undefined
  const length = jpeg.readUInt16BE(at + 2)
  return length >= 2 && at + 2 + length <= jpeg.length ? at + 2 + length : undefined
}

/** Offset of the first marker behind a scan; stuffed bytes and restart markers belong to the scan. */
function scanEnd(jpeg: Buffer, from: number): number {
  for (let at = jpeg.indexOf(0xff, from); at >= 0; at = jpeg.indexOf(0xff, at + 1)) {
    const next = jpeg[at + 1]
    if (next !== 0 && next !== 0xff && !(next! >= 0xd0 && next! <= 0xd7)) return at
  }
  return jpeg.length
}

/** True for a start of frame; 0xc4, 0xc8 and 0xcc are tables. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function isVisible(marker: number, segment: Buffer): boolean {
  if (marker < APP0) return true
  const name = VISIBLE[marker]
  return name !== undefined && segment.toString('latin1', 4, 4 + name.length) === name
}

/** The JFIF header without its thumbnail; undefined for its extension, which is a thumbnail. */
function withoutThumbnail(segment: Buffer): Buffer | undefined {
  if (segment.length < 18 || segment.toString('latin1', 4, 9) !== 'JFIF\0') return undefined
  const header = Buffer.from(segment.subarray(0, 18))
  header.writeUInt16BE(16, 2)
  header.writeUInt16BE(0, 16)
  return header
}

/** Orientation of the picture, 1 to 8, from the EXIF segment; undefined if it states none. */
function orientationOf(segment: Buffer): number | undefined {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return undefined
  const tiff = segment.subarray(10)
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const read = (at: number, bytes: 2 | 4): number => {
    if (at + bytes > tiff.length) return 0
    return isLittle ? tiff.readUIntLE(at, bytes) : tiff.readUIntBE(at, bytes)
  }
  const directory = read(4, 4)
  for (let i = 0; i < read(directory, 2); i++) {
    const entry = directory + 2 + i * 12
    const value = read(entry + 8, 2)
    if (read(entry, 2) === ORIENTATION) return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

/** An EXIF segment that states only the orientation. */
function orientationSegment(orientation: number): Buffer {
  const segment = Buffer.from(
    'ffe10022457869660000' + '4d4d002a00000008' + '0001' + '0112000300000001',
    'hex',
  )
  return Buffer.concat([segment, Buffer.from([0, orientation, 0, 0, 0, 0, 0, 0])])
}
