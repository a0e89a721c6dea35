import type { Call, Envelope } from '#contract/kernel/rpc'
import type { Clock } from './clock'
import type { CollectionSpec, Database } from './database'
import type { Faults } from './faults'
import type { Caller, Invocation } from './functions/invocations'
import type { Pool } from './functions/pool'
import type { Statistics } from './functions/statistics'
import type { Live } from './live'
import type { Outbox } from './outbox'
import type { Files } from './storage/files'
import type { PhoneCode } from './wechat/phones'

export interface StartOptions {
  /** Built functions; dist/cloudfunctions unless said otherwise. */
  functions?: string
  collections?: CollectionSpec[]
  /** Folder that keeps documents and files beyond the process; without it they live in memory. */
  data?: string
  /** 0, the default, takes any free port. */
  port?: number
  /** Documents of an empty database; the fictional university unless said otherwise. */
  seed?(now: Date): Record<string, { _id: string }[]>
  /** Folder of static files to serve, such as the preview's. */
  pages?: string
  /** Folder of the built console, served at /console. */
  console?: string
  /** Settings of the functions, as one enters them in the cloud console; they win over the local ones. */
  environment?: Record<string, string>
  /**
   * Whether the functions' timers fire by the clock, and messages are relayed right after the call that left them; by hand
   * they always do.
   */
  timers?: boolean
  /** Takes the text that functions print; it goes nowhere unless given. */
  log?(text: string): void
}

/** The reply to one call, and its cost. */
export interface Outcome {
  reply: Envelope
  databaseCalls: number
  databaseBytes: number
  cold: boolean
}

/** One running local cloud. */
export interface LocalCloud {
  url: string
  database: Database
  clock: Clock
  files: Files
  /** The messages that people were sent. */
  outbox: Outbox
  /** Settings of the functions, as one enters them in the cloud console; a change reaches the next invocation. */
  settings: Record<string, string>
  /** The windows that are told of changes. */
  live: Live
  /** Faults that are planned. */
  faults: Faults
  /** The processes in which functions run. */
  pool: Pool
  /** The counts and times of each function's calls. */
  stats: Statistics
  /** Runs a function as the platform does; the result is JSON text. */
  invoke(
    name: string,
    event: unknown,
    caller: Caller,
  ): Promise<{ result: string | null; invocation: Invocation }>
  /** Calls an operation as the WeChat account `openid`, as the mini program does. */
  call(openid: string | undefined, name: string, call: Call): Promise<Outcome>
  /** All documents, to start another cloud from: `start({ seed: () => snapshot })`. */
  snapshot(): Record<string, { _id: string }[]>
  /** Grants one subscribe message of each template, as a tap on WeChat's dialogue does. */
  consent(openid: string, templateIds: string[]): void
  /** Shows a phone number to the mini program, as a tap on WeChat's dialogue does. */
  phoneCode(openid: string): PhoneCode
  close(): Promise<void>
}
