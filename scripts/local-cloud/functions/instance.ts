import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { CloudError } from '../error'

export interface Message {
  event: string
  context: object
  environment: Record<string, string>
  clock: number
}

type Reply = { result: string | null } | { error: { name?: string; message: string; stack?: string } }

/** One warm or cold instance: a worker thread that runs one invocation at a time. */
export class Instance {
  private readonly worker: Worker
  private answer?: (reply: Reply) => void
  private fail?: (error: Error) => void
  /** False once the thread is gone: by timeout, by `process.exit`, by running out of memory. */
  alive = true

  constructor(folder: string, environment: Record<string, string>, log: (text: string) => void) {
    this.worker = new Worker(join(__dirname, 'worker.cjs'), {
      workerData: { folder },
      env: environment,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    this.worker.on('message', (reply: Reply) => this.answer?.(reply))
    this.worker.on('error', error => this.died(error.message))
    this.worker.on('exit', () => this.died('the instance ended'))
    for (const stream of [this.worker.stdout, this.worker.stderr]) stream.setEncoding('utf8').on('data', log)
  }

  /**
   * Runs the function once.
   * @returns what it returned, as JSON text; null for undefined
   * @throws CloudError FUNCTIONS_EXECUTE_FAIL or FUNCTIONS_TIME_LIMIT_EXCEEDED; after a timeout the instance is dead
   */
  async run(message: Message, timeoutSeconds: number): Promise<string | null> {
    const limit = setTimeout(() => this.timeout(timeoutSeconds), timeoutSeconds * 1000)
    try {
      const reply = await new Promise<Reply>((resolve, reject) => {
        this.answer = resolve
        this.fail = reject
        this.worker.postMessage(message)
      })
      if ('result' in reply) return reply.result
      const stackTrace = reply.error.stack ?? reply.error.message
      throw failed({ errorCode: 1, errorMessage: 'user code exception caught', stackTrace })
    } finally {
      clearTimeout(limit)
      this.answer = undefined
      this.fail = undefined
    }
  }

  async stop(): Promise<void> {
    this.alive = false
    await this.worker.terminate()
  }

  private died(why: string): void {
    this.alive = false
    this.fail?.(failed({ errorCode: 1, errorMessage: why }))
  }

  private timeout(seconds: number): void {
    this.alive = false
    this.fail?.(
      new CloudError('FUNCTIONS_TIME_LIMIT_EXCEEDED', `Invoking task timed out after ${seconds} seconds`),
    )
    void this.worker.terminate()
  }
}

const failed = (details: object) => new CloudError('FUNCTIONS_EXECUTE_FAIL', JSON.stringify(details))
