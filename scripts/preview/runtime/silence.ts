const RATE = 8000
const SILENT = 0x80

/** A recording of nothing, in milliseconds: WAV, one channel of 8 bits. */
export function silence(duration: number): Blob {
  const samples = new Uint8Array(Math.ceil((RATE * duration) / 1000)).fill(SILENT)
  const head = new DataView(new ArrayBuffer(44))
  const name = (offset: number, letters: string) => {
    for (const [index, letter] of [...letters].entries()) head.setUint8(offset + index, letter.charCodeAt(0))
  }
  name(0, 'RIFF')
  head.setUint32(4, 36 + samples.length, true)
  name(8, 'WAVEfmt ')
  head.setUint32(16, 16, true)
  head.setUint16(20, 1, true)
  head.setUint16(22, 1, true)
  head.setUint32(24, RATE, true)
  head.setUint32(28, RATE, true)
  head.setUint16(32, 1, true)
  head.setUint16(34, 8, true)
  name(36, 'data')
  head.setUint32(40, samples.length, true)
  return new Blob([head, samples], { type: 'audio/wav' })
}
