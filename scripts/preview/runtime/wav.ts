const HEAD = 44
const LOUDEST = 0x7fff

/** Encodes samples from −1 to 1, `rate` per second, as a WAV file with one channel of 16 bits. */
export function wav(samples: Float32Array, rate: number): Blob {
  const bytes = samples.length * 2
  const file = new DataView(new ArrayBuffer(HEAD + bytes))
  const name = (offset: number, letters: string) => {
    for (const [index, letter] of [...letters].entries()) file.setUint8(offset + index, letter.charCodeAt(0))
  }
  name(0, 'RIFF')
  file.setUint32(4, HEAD - 8 + bytes, true)
  name(8, 'WAVEfmt ')
  file.setUint32(16, 16, true)
  file.setUint16(20, 1, true)
  file.setUint16(22, 1, true)
  file.setUint32(24, rate, true)
  file.setUint32(28, rate * 2, true)
  file.setUint16(32, 2, true)
  file.setUint16(34, 16, true)
  name(36, 'data')
  file.setUint32(40, bytes, true)
  for (const [index, sample] of samples.entries()) {
    file.setInt16(HEAD + index * 2, Math.max(-1, Math.min(1, sample)) * LOUDEST, true)
  }
  return new Blob([file], { type: 'audio/wav' })
}
