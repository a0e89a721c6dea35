import type { Invocation } from './invocations'

/** The totals of one function's calls since the local cloud was started. */
export interface CallStatistics {
  calls: number
  /** Calls that ended in a fault: the platform's (crash, timeout) or the function's own `INTERNAL`. */
  errors: number
  /** Calls that the function answered with a refusal. */
  refusals: number
  coldStarts: number
  databaseCalls: number
  /** Milliseconds of all calls together, and of the last one. */
  totalMs: number
  lastMs: number
}

export interface LogLine {
  /** Milliseconds since 1970 by the cloud's clock. */
  at: number
  text: string
}

/** The most lines of log kept for a function, and the most characters of each. */
const KEPT_LINES = 200
const KEPT_CHARACTERS = 4_000

interface Book {
  calls: CallStatistics
  lines: LogLine[]
}

/** Counts the calls of every function and keeps the end of its log. */
export class Statistics {
  private readonly books = new Map<string, Book>()

  constructor(private readonly now: () => number) {}

  callsOf(fn: string): CallStatistics {
    return { ...this.book(fn).calls }
  }

  /** The last 200 lines, newest last. */
  linesOf(fn: string): LogLine[] {
    return [...this.book(fn).lines]
  }

  /**
   * Counts one call.
   * @param outcome the function's result as JSON text, or the error of the call
   */
  record(invocation: Invocation, outcome: string | null | Error, ms: number): void {
    const { calls } = this.book(invocation.fn)
    calls.calls++
    if (isFault(outcome)) calls.errors++
    else if (isRefusal(outcome)) calls.refusals++
    if (invocation.cold) calls.coldStarts++
    calls.databaseCalls += invocation.databaseCalls
    calls.totalMs += ms
    calls.lastMs = ms
  }

  /** Makes the writer for one instance's output, which joins lines that arrive in pieces. */
  printer(fn: string): (text: string) => void {
    let unfinished = ''
    return text => {
      const lines = (unfinished + text).split('\n')
      unfinished = lines.pop()!
      for (const line of lines) this.keep(fn, line)
    }
  }

  private keep(fn: string, line: string): void {
    if (!line.trim()) return
    const { lines } = this.book(fn)
    lines.push({ at: this.now(), text: line.slice(0, KEPT_CHARACTERS) })
    if (lines.length > KEPT_LINES) lines.shift()
  }

  private book(fn: string): Book {
    const known = this.books.get(fn)
    if (known) return known
    const none = { calls: 0, errors: 0, refusals: 0, coldStarts: 0, databaseCalls: 0, totalMs: 0, lastMs: 0 }
    const book = { calls: none, lines: [] }
    this.books.set(fn, book)
    return book
  }
}

/** The envelope begins with its verdict, so a long reply is not parsed. */
const isRefusal = (outcome: string | null | Error): outcome is string =>
  typeof outcome === 'string' && outcome.startsWith('{"ok":false')

const isFault = (outcome: string | null | Error): boolean =>
  outcome instanceof Error || (isRefusal(outcome) && outcome.includes('"code":"INTERNAL"'))
