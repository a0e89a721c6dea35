import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../clock'
import { CloudError } from '../error'
import { LIMITS, type Limit } from '../limits'
import { configOf } from './config'
import { APP_ID, ENV_ID, instanceEnvironment, invocationEnvironment } from './environment'
import { Instance } from './instance'
import { type Caller, type Invocation, Invocations } from './invocations'
import { Statistics } from './statistics'

export interface PoolOptions {
  /** Folder of the built functions: `<name>/{index.js,config.json}`. */
  folder: string
  clock: Clock
  /** The address at which instances reach the cloud. */
  url(): string
  /** The settings of the functions; a change reaches the next invocation. */
  environment(): Record<string, string>
  /** Takes the text that functions print. */
  log(text: string): void
}

/**
 * The most calls of one function at once. The cloud adds instances when all are busy; on one machine more of them would
 * only wait for its cores.
 */
const MAX_CALLS = 4

interface Fn {
  idle: Instance[]
  busy: Set<Instance>
  /** Running calls, without those that another function waits for. */
  calls: number
  waiting: (() => void)[]
  timeout: number
}

/** Runs functions: in a warm instance if one is idle, else in a new one; calls beyond the limit wait for their turn. */
export class Pool {
  readonly invocations = new Invocations()
  readonly statistics: Statistics
  private readonly functions = new Map<string, Fn>()
  private closed = false

  constructor(private readonly options: PoolOptions) {
    this.statistics = new Statistics(options.clock.now)
  }

  /** Folder of the built functions. */
  get folder(): string {
    return this.options.folder
  }

  /**
   * Invokes a function.
   * @returns its result as JSON text, and the invocation with its cost
   * @throws CloudError FUNCTION_NOT_FOUND, FUNCTIONS_EXECUTE_FAIL or FUNCTIONS_TIME_LIMIT_EXCEEDED
   */
  async invoke(
    name: string,
    event: unknown,
    caller: Caller,
    parent?: Invocation,
  ): Promise<{ result: string | null; invocation: Invocation }> {
    if (this.closed) throw closed()
    const fn = this.find(name)
    within(LIMITS.callPayload, JSON.stringify(event ?? {}), 'EXCEED_MAX_PAYLOAD_SIZE')
    const payload = JSON.stringify(signed(event ?? {}, caller))
    const invocation = this.invocations.begin(name, caller, parent)
    const instance = await this.acquire(name, fn, invocation)
    invocation.cold = !instance.used
    invocation.kill = () => void instance.stop()
    invocation.cutOff = () => {
      this.invocations.silence(invocation)
      instance.cutOff()
    }
    try {
      return { result: await this.run(instance, fn.timeout, invocation, payload), invocation }
    } finally {
      this.invocations.end(invocation)
      this.release(fn, instance, invocation)
    }
  }

  /** Ends every instance; running and waiting calls fail. */
  async close(): Promise<void> {
    this.closed = true
    for (const { waiting } of this.functions.values()) for (const wake of waiting.splice(0)) wake()
    const all = [...this.functions.values()].flatMap(({ idle, busy }) => [...idle, ...busy])
    this.functions.clear()
    await Promise.all(all.map(instance => instance.stop()))
  }

  /** Runs an invocation on its instance, and counts it. */
  private async run(
    instance: Instance,
    timeout: number,
    invocation: Invocation,
    event: string,
  ): Promise<string | null> {
    const started = performance.now()
    const context = {
      request_id: invocation.token,
      function_name: invocation.fn,
      namespace: ENV_ID,
      time_limit_in_ms: timeout * 1000,
    }
    const message = {
      event,
      context,
      environment: { ...this.options.environment(), ...invocationEnvironment(invocation) },
      now: this.options.clock.now(),
    }
    const outcome = await instance.run(message, timeout).then(sized, (error: Error) => error)
    this.statistics.record(invocation, outcome, performance.now() - started)
    if (outcome instanceof Error) throw outcome
    return outcome
  }

  private find(name: string): Fn {
    const known = this.functions.get(name)
    if (known) return known
    const { folder } = this
    if (!/^[A-Za-z][\w-]*$/.test(name) || !existsSync(join(folder, name, 'index.js')))
      throw new CloudError('FUNCTION_NOT_FOUND', `FunctionName parameter could not be found: ${name}`)
    const { timeout = LIMITS.functionTimeout.value } = configOf(folder, name)
    const fn: Fn = { idle: [], busy: new Set(), calls: 0, waiting: [], timeout }
    this.functions.set(name, fn)
    return fn
  }

  private async acquire(name: string, fn: Fn, { parent }: Invocation): Promise<Instance> {
    // A call by another function never waits for a place: its caller holds one, and both would wait for ever.
    if (!parent) {
      if (fn.calls < MAX_CALLS) fn.calls++
      else await new Promise<void>(resolve => fn.waiting.push(resolve))
      if (this.closed) throw closed()
    }
    let instance = fn.idle.pop()
    while (instance && !instance.alive) instance = fn.idle.pop()
    instance ??= this.create(name)
    fn.busy.add(instance)
    return instance
  }

  private create(name: string): Instance {
    const { folder, url, log } = this.options
    const keep = this.statistics.printer(name)
    return new Instance(join(folder, name), instanceEnvironment(url()), text => {
      keep(text)
      log(text)
    })
  }

  private release(fn: Fn, instance: Instance, { parent }: Invocation): void {
    fn.busy.delete(instance)
    if (instance.alive) fn.idle.push(instance)
    if (parent) return
    // The call that has waited longest takes the place over.
    const next = fn.waiting.shift()
    if (next) next()
    else fn.calls--
  }
}

/** The event of a call from a phone carries the caller's identity, which the platform adds. */
function signed(event: unknown, { openid, source }: Caller): unknown {
  const named = source === 'wx_client' && openid && typeof event === 'object' && !Array.isArray(event)
  if (!named) return event
  return { ...event, userInfo: { appId: APP_ID, openId: openid } }
}

const closed = () => new CloudError('SYS_ERR', 'the local cloud has been closed')

/** The reply of a function, or the error of a reply that is too long. */
function sized(reply: string | null): string | null | Error {
  try {
    if (reply !== null) within(LIMITS.callReply, reply, 'FUNCTION_RESULT_SIZE_EXCEED_LIMIT')
    return reply
  } catch (error) {
    return error as Error
  }
}

function within({ value, what }: Limit, text: string, code: string): void {
  const bytes = Buffer.byteLength(text)
  if (bytes > value) throw new CloudError(code, `${what} has ${bytes} bytes and may have ${value}`)
}
