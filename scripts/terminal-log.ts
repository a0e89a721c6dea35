interface Line {
  fn?: string
  op?: string
  code?: string
  ms?: number
  crash?: string
}

/**
 * Makes a printer of what functions print that leaves a terminal readable: calls that went well are left out, refused and
 * failed ones are a line each, and whatever is no line of the pipeline's log is passed on. The console shows all of it.
 */
export function terminalLog(print: (text: string) => void): (text: string) => void {
  let unfinished = ''
  return text => {
    const lines = (unfinished + text).split('\n')
    unfinished = lines.pop()!
    for (const line of lines) {
      const shown = shorten(line)
      if (shown) print(`${shown}\n`)
    }
  }
}

/** One line as the terminal shows it; empty where nothing needs to be said. */
function shorten(line: string): string {
  const entry = parsed(line)
  if (!entry?.fn || !entry.code) return line
  if (entry.code === 'OK') return ''
  const call = `${entry.fn}.${entry.op ?? ''} ${entry.code}`
  return entry.crash ? `${call}\n${entry.crash}` : call
}

function parsed(line: string): Line | undefined {
  try {
    return JSON.parse(line) as Line
  } catch {
    return undefined
  }
}
