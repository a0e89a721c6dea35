import type { admin } from '#contract/admin'
import { contracts } from '#contract/contracts'
import { Refusal } from '#contract/kernel/errors'
import type { Call, Contract, Envelope } from '#contract/kernel/rpc'
import { type Client, clientOver } from '../../miniprogram/services/client'
import type { LocalCloud, Outcome, StartOptions } from '../../scripts/local-cloud/cloud'
import { developmentSecrets } from '../../scripts/local-cloud/functions/environment'
import { start } from '../../scripts/local-cloud/start'
import { seed } from '../../scripts/seed'

type Everything = { [K in keyof typeof contracts]: Client<(typeof contracts)[K]> }

/** A local cloud of this test file's own, and the people who use it. */
export interface World {
  cloud: LocalCloud
  /** The operations, sent as the persona. */
  as(persona: string): Everything
  /** The operations of the cloud console and of the command line, sent with the secret. */
  console: Client<typeof admin>
  /** The raw envelope and what it cost; `console` has no phone but the secret. */
  raw(
    persona: string | undefined,
    fn: string,
    call: { op: string; input?: unknown; key?: unknown },
  ): Promise<Outcome>
}

/** Starts a local cloud before the tests of a file, with clients for its users, and closes it after them. */
export function aWorld(options: StartOptions = {}): World {
  const world = {} as World
  beforeAll(async () => {
    world.cloud = await start({ seed, ...options })
  })
  afterAll(() => world.cloud.close())
  const openid = (persona: string | undefined) => persona && `o-${persona}`
  world.raw = async (persona, fn, call) => {
    if (persona !== 'console') return world.cloud.call(openid(persona), fn, call as never)
    const event = { ...call, secret: developmentSecrets.ADMIN_SECRET }
    const { result, invocation } = await world.cloud.invoke(fn, event, { source: 'wx_unknown' })
    return { reply: JSON.parse(result!) as Envelope, ...invocation }
  }
  const send = (persona: string) => async (name: string, call: Call) =>
    (await world.raw(persona, name, call)).reply
  world.as = persona =>
    Object.fromEntries(
      Object.entries(contracts).map(([name, contract]) => [
        name,
        clientOver(contract as Contract, send(persona)),
      ]),
    ) as unknown as Everything
  world.console = clientOver(contracts.admin, send('console'))
  return world
}

/** The code a request is refused with, with the field where one is at fault; `OK` when it is not refused. */
export const codeOf = (request: Promise<unknown>): Promise<string> =>
  request.then(
    () => 'OK',
    error => {
      if (!(error instanceof Refusal)) throw error
      return error.info.field ? `${error.code}:${error.info.field}` : error.code
    },
  )

/** The refusal of a request that must be refused. */
export const refusalOf = (request: Promise<unknown>): Promise<Refusal> =>
  request.then(
    value => {
      throw new Error(`not refused: ${JSON.stringify(value)}`)
    },
    error => error,
  )
