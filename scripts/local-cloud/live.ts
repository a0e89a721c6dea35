import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'
import { collections } from '../../database-schema'
import type { Clock } from './clock'
import type { Written } from './database'

/** Time in milliseconds in which the writes of one call come together. */
const TOGETHER = 100

/** The fields of each collection that carry messages and the like until they are relayed. */
const CARRIED = new Map(collections.map(({ name, carries = [] }) => [name, carries]))

/** Tells the windows that are open at the local cloud what has changed, once all that follows from it is done. */
export class Live {
  private readonly windows = new Set<ServerResponse>()
  private readonly asking = new AsyncLocalStorage<boolean>()
  private timer?: NodeJS.Timeout
  private settling?: Promise<void>
  private carries = false

  /** @param relay moves on what documents carry, so that no one waits for the minute's timer */
  constructor(
    private readonly clock: Clock,
    private readonly relay?: () => Promise<void>,
  ) {
    clock.onMove(() => {
      this.send('clock', this.time())
      this.changed()
    })
  }

  /** Keeps a response open, and sends it the cloud's time now and what happens from now on. */
  open(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    this.windows.add(response)
    response.on('close', () => this.windows.delete(response))
    response.write(event('clock', this.time()))
  }

  /** Does the work of a call of a page that only asks again: its writes tell no page to ask again, or it never ended. */
  whileAsking<T>(work: () => T): T {
    return this.asking.run(true, work)
  }

  wrote(written: Written[]): void {
    if (this.asking.getStore()) return
    this.carries ||= written.some(({ collection, after }) =>
      CARRIED.get(collection.name)?.some(field => (after?.[field] as unknown[] | undefined)?.length),
    )
    this.changed()
  }

  /** Something has changed that a window may show. */
  changed(): void {
    this.timer ??= setTimeout(() => this.settle(), TOGETHER).unref()
  }

  close(): void {
    clearTimeout(this.timer)
    for (const window of this.windows) window.end()
  }

  private settle(): void {
    this.timer = undefined
    // A relay under way looks again before it tells.
    this.settling ??= this.tell().finally(() => {
      this.settling = undefined
    })
  }

  private async tell(): Promise<void> {
    while (this.carries && this.relay) {
      this.carries = false
      await this.relay()
    }
    this.send('changed', {})
  }

  private time = () => ({ now: this.clock.now() })

  private send(name: string, data: object): void {
    for (const window of this.windows) window.write(event(name, data))
  }
}

const event = (name: string, data: object): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
