import { CloudError } from './error'
import type { Invocation } from './functions/invocations'

export type FaultKind = 'error' | 'timeout' | 'cut' | 'kill' | 'cutoff'

export interface Fault {
  /** An action of the cloud's API, such as `database.modifyDocument`, or a family of them: `database.*`. */
  action: string
  /** The number of the call that the fault strikes, counted from 1 for the next call. */
  nth: number
  /**
   * `error`: refused with SYS_ERR · `timeout`: no answer ever · `cut`: the connection ends without one ·
   * `kill`: the function's process dies as by `kill -9` · `cutoff`: the process lives and takes the next call, but its
   * caller and the cloud see it as dead.
   */
  kind: FaultKind
  /**
   * `before` (the default): the action has no effect. `after`: it has its effect, but the caller never learns of it.
   */
  when?: 'before' | 'after'
}

interface Armed extends Fault {
  id: number
  seen: number
}

const KINDS: FaultKind[] = ['error', 'timeout', 'cut', 'kill', 'cutoff']

/** Planned faults, each of which strikes once, at the n-th call of an action. */
export class Faults {
  private armed: Armed[] = []
  private next = 1

  /** @throws CloudError INVALID_PARAM for a fault that could never happen */
  add(fault: Fault): number {
    const { action, nth, kind, when = 'before' } = fault
    if (typeof action !== 'string' || !/^[a-z]+\.(\w+|\*)$/i.test(action)) throw bad('action')
    if (!Number.isInteger(nth) || nth < 1) throw bad('nth')
    if (!KINDS.includes(kind)) throw bad('kind')
    if (when !== 'before' && when !== 'after') throw bad('when')
    const id = this.next++
    this.armed.push({ action, nth, kind, when, id, seen: 0 })
    return id
  }

  /** The faults that are still to strike; `seen` counts the calls they have let pass. */
  list(): Armed[] {
    return this.armed
  }

  clear(): void {
    this.armed = []
  }

  /**
   * Does the work of an action, unless a fault strikes it.
   * @throws CloudError SYS_ERR, or Cut where the connection is to end without an answer
   */
  async around<T>(action: string, from: Invocation | undefined, work: () => Promise<T>): Promise<T> {
    const fault = this.strike(action)
    if (!fault) return work()
    if (fault.when === 'after') await work()
    if (fault.kind === 'error') throw new CloudError('SYS_ERR', `a planned fault at ${action}`)
    if (fault.kind === 'cut') throw new Cut()
    if (fault.kind === 'kill') from?.kill()
    if (fault.kind === 'cutoff') from?.cutOff()
    return new Promise(() => {})
  }

  /** Counts a call of the action. @returns the fault that strikes it, if any */
  strike(action: string): Fault | undefined {
    const family = `${action.split('.')[0]}.*`
    const concerned = this.armed.filter(fault => fault.action === action || fault.action === family)
    for (const fault of concerned) fault.seen++
    const due = concerned.find(fault => fault.seen >= fault.nth)
    this.armed = this.armed.filter(fault => fault !== due)
    return due
  }
}

/** Ends the connection without an answer. */
export class Cut extends Error {}

const bad = (field: string) => new CloudError('INVALID_PARAM', `a fault's ${field} is missing or wrong`)
