import { randomBytes } from 'node:crypto'

export interface Caller {
  openid?: string
  /** `wx_client`, `wx_trigger`, or the chain of a function called by a function: `wx_client,scf`. */
  source: string
  /** Set for a call of a page that shows the same already and asks again. */
  again?: boolean
}

/** A caller without a person: WeChat's message push, or a run from the cloud console. */
export const NOBODY: Caller = { source: 'wx_unknown' }

/** One run of a function, with its cost and that of the functions it called. */
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
  /** Fails the invocation at once while its process lives on; later calls of the invocation are ignored. */
  cutOff(): void
}

/** The running invocations, by the token that the SDK sends along with every call. */
export class Invocations {
  private readonly open = new Map<string, Invocation>()
  private readonly silenced = new Set<unknown>()

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
      cutOff: () => {},
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

  /** Ignores the invocation from now on. */
  silence({ token }: Invocation): void {
    this.silenced.add(token)
  }

  /** Does the work that an invocation asks for; a silenced invocation never gets an answer. */
  async hear<T>(token: unknown, work: () => Promise<T>): Promise<T> {
    await this.unlessSilenced(token)
    try {
      return await work()
    } finally {
      await this.unlessSilenced(token)
    }
  }

  private unlessSilenced(token: unknown): Promise<void> {
    return this.silenced.has(token) ? new Promise(() => {}) : Promise.resolve()
  }

  /** Counts a database call for the invocation and for all that wait for it. */
  count(invocation: Invocation | undefined, bytes: number): void {
    for (let one = invocation; one; one = one.parent) {
      one.databaseCalls++
      one.databaseBytes += bytes
    }
  }
}
