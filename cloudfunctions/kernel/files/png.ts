const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

/** Chunks that affect how the picture, still or animated, looks; the others describe it. */
const VISIBLE = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs hIST sPLT acTL fcTL fdAT'.split(' '),
)

/**
 * Strips a PNG of its metadata: texts, time, EXIF, and data behind the picture.
 * @returns undefined unless the content is a complete PNG, from its signature to its last chunk
 */
export function stripPng(png: Buffer): Buffer | undefined {
  if (!png.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return undefined
  const kept: Buffer[] = [SIGNATURE]
  const seen = new Set<string>()
  for (let at = SIGNATURE.length; at + 12 <= png.length; ) {
    const end = at + 12 + png.readUInt32BE(at)
    if (end > png.length) return undefined
    const name = png.toString('latin1', at + 4, at + 8)
    if (!seen.size && name !== 'IHDR') return undefined
    seen.add(name)
    if (VISIBLE.has(name)) kept.push(png.subarray(at, end))
    if (name === 'IEND') return seen.has('IDAT') ? Buffer.concat(kept) : undefined
    at = end
  }
  return undefined
}
