/** The bytes of each character that GBK writes as two, found by reading all pairs. */
const PAIRS = new Map<string, number>()
const decoder = new TextDecoder('gbk')
for (let first = 0x81; first <= 0xfe; first++)
  for (let second = 0x40; second <= 0xfe; second++) {
    const character = decoder.decode(Uint8Array.of(first, second))
    if (character.length === 1) PAIRS.set(character, first * 256 + second)
  }

/** Text in the encoding in which Chinese Windows saves CSV; a question mark for what it lacks, as there. */
export const gbk = (text: string): Buffer =>
  Buffer.concat(
    [...text].map(character => {
      const pair = PAIRS.get(character)
      if (pair !== undefined) return Buffer.of(pair >> 8, pair & 255)
      return Buffer.from(character < '\x80' ? character : '?')
    }),
  )
