import { randomBytes } from 'node:crypto'

export interface Caller {
  openid?: string
  /** `wx_client`, `wx_trigger`, or the chain of a function called by a function: `wx_client,scf`. */
  source: string
}

/** Whoever starts a function on nobody's behalf: WeChat's message push, or somebody in the cloud console. */
export const NOBODY: Caller = { source: 'wx_unknown' }

/** One run of a function, and what it cost together with the functions it called. */
export interface Invocation {
  token: string
  fn: string
  caller: Caller
  parent?: Invocation
  databaseCalls: number
  /** Bytes of documents that the database sent back. */
  databaseBytes: number
  cold: boolean
  /** Ends the process that runs it, as `kill -9` does. */
  kill(): void
}

/** The invocations under way, by the token that the SDK sends along with every call. */
export class Invocations {
  private readonly open = new Map<string, Invocation>()

  begin(fn: string, caller: Caller, parent?: Invocation): Invocation {
    const token = randomBytes(12).toString('hex')
    const invocation = {
      token,
      fn,
      caller,
      parent,
      databaseCalls: 0,
      databaseBytes: 0,
      cold: false,
      kill: () => {},
    }
    this.open.set(token, invocation)
    return invocation
  }

  end({ token }: Invocation): void {
    this.open.delete(token)
  }

  find(token: unknown): Invocation | undefined {
    return typeof token === 'string' ? this.open.get(token) : undefined
  }

  /** Counts a database call for the invocation and all that wait for it. */
  count(invocation: Invocation | undefined, bytes: number): void {
    for (let one = invocation; one; one = one.parent) {
      one.databaseCalls++
      one.databaseBytes += bytes
    }
  }
}
