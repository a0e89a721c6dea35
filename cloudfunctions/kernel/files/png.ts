const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

/** Chunks that decide how the picture looks, also a moving one; all others describe it. */
const VISIBLE = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs hIST sPLT acTL fcTL fdAT'.split(' '),
)

/**
 * A PNG without its metadata: texts, the time, EXIF, and whatever follows the picture go.
 * @returns undefined for what is no whole PNG, from its signature to its last chunk
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
