import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { CloudError } from '../error'
import { LIMITS } from '../limits'

export interface Message {
  event: string
  /** The function's second argument; the id tells which replies belong to the message. */
  context: { request_id: string }
  environment: Record<string, string>
  /** The cloud's time, in milliseconds since 1970. */
  now: number
}

type Reply = { id: string } & (
  | { result: string | null }
  | { tooLarge: true }
  | { error: { name?: string; message: string; stack?: string } }
)

/** One instance: a process that runs one invocation at a time. */
export class Instance {
  private readonly process: ChildProcess
  /** Settled once the process is up, or gone. */
  private readonly started: Promise<unknown>
  private answer?: (reply: Reply) => void
  private fail?: (error: Error) => void
  /** The id of the message under way, or of the last. */
  private id = ''
  /** False once the process is gone: by timeout, by `process.exit`, by taking too much memory. */
  alive = true
  /** False until its first call, which finds it cold. */
  used = false

  constructor(folder: string, environment: Record<string, string>, log: (text: string) => void) {
    this.process = fork(join(__dirname, 'runner.cjs'), [folder, String(MEGABYTES)], {
      env: environment,
      execArgv: [`--max-old-space-size=${MEGABYTES}`],
      serialization: 'json',
      silent: true,
    })
    this.process.on('message', (reply: Reply) => {
      if (reply.id === this.id) this.answer?.(reply)
    })
    this.process.on('error', error => this.died(error.message))
    this.process.on('exit', () => this.died(ENDED))
    this.started = new Promise(resolve => {
      for (const event of ['message', 'error', 'exit']) this.process.once(event, resolve)
    })
    for (const stream of [this.process.stdout!, this.process.stderr!])
      stream.setEncoding('utf8').on('data', log)
  }

  /**
   * Runs the function once.
   * @returns what it returned, as JSON text; null for undefined
   * @throws CloudError FUNCTIONS_EXECUTE_FAIL or FUNCTIONS_TIME_LIMIT_EXCEEDED; after a timeout the instance is dead
   */
  async run(message: Message, timeoutSeconds: number): Promise<string | null> {
    this.used = true
    this.id = message.context.request_id
    // Starting a process on a busy machine may take longer than a function may: that time is the platform's.
    await this.started
    if (!this.alive) throw failed({ errorCode: 1, errorMessage: ENDED })
    const limit = setTimeout(() => this.timeout(timeoutSeconds), timeoutSeconds * 1000)
    try {
      const reply = await new Promise<Reply>((resolve, reject) => {
        this.answer = resolve
        this.fail = reject
        this.process.send(message)
      })
      if ('result' in reply) return reply.result
      if ('tooLarge' in reply) throw this.outgrow()
      const stackTrace = reply.error.stack ?? reply.error.message
      throw failed({ errorCode: 1, errorMessage: 'user code exception caught', stackTrace })
    } finally {
      clearTimeout(limit)
      this.answer = undefined
      this.fail = undefined
    }
  }

  /** Fails the running invocation at once; the process takes the next one, whatever becomes of this one. */
  cutOff(): void {
    this.process.send({ cutOff: this.id })
    this.fail?.(failed({ errorCode: 1, errorMessage: ENDED }))
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return
    this.alive = false
    const ended = new Promise(resolve => this.process.once('exit', resolve))
    this.process.kill('SIGKILL')
    await ended
  }

  private died(why: string): void {
    this.alive = false
    this.fail?.(failed({ errorCode: 1, errorMessage: why }))
  }

  /** Ends the process, which takes more memory than a function has. */
  private outgrow(): CloudError {
    this.alive = false
    this.process.kill('SIGKILL')
    return failed({ errorCode: 1, errorMessage: `more than ${MEGABYTES} MB of memory` })
  }

  private timeout(seconds: number): void {
    this.alive = false
    this.fail?.(
      new CloudError('FUNCTIONS_TIME_LIMIT_EXCEEDED', `Invoking task timed out after ${seconds} seconds`),
    )
    this.process.kill('SIGKILL')
  }
}

const MEGABYTES = LIMITS.functionMemory.value

const ENDED = 'the instance ended'

const failed = (details: object) => new CloudError('FUNCTIONS_EXECUTE_FAIL', JSON.stringify(details))
