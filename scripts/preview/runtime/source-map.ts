/** One segment of a source map: a position in the bundle, and its position in a source. */
interface Segment {
  column: number
  source: number
  line: number
  sourceColumn: number
}

interface SourceMap {
  sources: string[]
  /** Segments of each line of the bundle, by column. */
  lines: Segment[][]
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const POSITION = /\S*\/phone\.js:(\d+):(\d+)/g

let loading: Promise<SourceMap> | undefined

/** Replaces positions in the bundle by the files and lines of the sources. */
export async function withSourcePositions(stack: string): Promise<string> {
  loading ??= load()
  const map = await loading
  return stack.replace(POSITION, (position, line: string, column: string) => {
    const before = map.lines[Number(line) - 1]?.filter(segment => segment.column < Number(column))
    const found = before?.at(-1)
    return found ? `${map.sources[found.source]}:${found.line + 1}:${found.sourceColumn + 1}` : position
  })
}

async function load(): Promise<SourceMap> {
  const response = await fetch('phone.js.map')
  const { sources, mappings } = (await response.json()) as { sources: string[]; mappings: string }
  return { sources: sources.map(source => source.replace(/^(\.\.\/)+/, '')), lines: decode(mappings) }
}

/** The mappings of a source map: lines by `;`, segments by `,`, each number a difference to the one before. */
export function decode(mappings: string): Segment[][] {
  let source = 0
  let line = 0
  let sourceColumn = 0
  return mappings.split(';').map(group => {
    let column = 0
    return group.split(',').flatMap(text => {
      const [byColumn, bySource, byLine, bySourceColumn] = numbers(text)
      column += byColumn ?? 0
      if (bySource === undefined) return []
      source += bySource
      line += byLine!
      sourceColumn += bySourceColumn!
      return [{ column, source, line, sourceColumn }]
    })
  })
}

/** Base64 digits of five bits and a "more follows" bit; the lowest bit of a number is its sign. */
function numbers(text: string): number[] {
  const found: number[] = []
  let value = 0
  let shift = 0
  for (const digit of text) {
    const bits = DIGITS.indexOf(digit)
    value += (bits & 31) << shift
    shift += 5
    if (bits & 32) continue
    found.push(value & 1 ? -(value >> 1) : value >> 1)
    value = 0
    shift = 0
  }
  return found
}
