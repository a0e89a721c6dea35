import { account } from '#contract/account'
import { Refusal } from '#contract/kernel/errors'
import type { Contract, Envelope } from '#contract/kernel/rpc'
import { room } from '#contract/room'
import { type Client, clientOver } from '../../miniprogram/services/client'
import { type LocalCloud, type Outcome, type StartOptions, start } from '../../scripts/local-cloud/start'

/** A local cloud of this test file's own, and the people who use it. */
export interface World {
  cloud: LocalCloud
  /** What everybody can press, as the persona. */
  as(persona: string): { room: Client<typeof room>; account: Client<typeof account> }
  /** The raw envelope and what it cost. */
  raw(
    persona: string | undefined,
    fn: string,
    call: { op: string; input?: unknown; key?: unknown },
  ): Promise<Outcome>
}

/** Opens a world before the tests of a file and closes it after them. */
export function aWorld(options: StartOptions = {}): World {
  const world = {} as World
  beforeAll(async () => {
    world.cloud = await start(options)
  })
  afterAll(() => world.cloud.close())
  const openid = (persona: string | undefined) => persona && `o-${persona}`
  world.raw = (persona, fn, call) => world.cloud.call(openid(persona), fn, call as never)
  world.as = persona => {
    const to = <C extends Contract>(contract: C) =>
      clientOver(
        contract,
        async (name, call): Promise<Envelope> => (await world.raw(persona, name, call)).reply,
      )
    return { room: to(room), account: to(account) }
  }
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
