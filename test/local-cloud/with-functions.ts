import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import cloud from 'wx-server-sdk'
import { buildFunctions } from '../../scripts/build/functions'
import type { LocalCloud, StartOptions } from '../../scripts/local-cloud/cloud'
import { start } from '../../scripts/local-cloud/start'
import { REMOTE } from './remote'

/** A reply that tests look into without describing it. */
// biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect
type Answer = any

/** A local cloud with functions of a test's own or, with REMOTE=1, the environment in which they are deployed. */
export interface Functions {
  /** For `onlyLocal` tests. */
  cloud: LocalCloud
  /** Calls a function, in a real environment as nobody. @throws Error with the cloud's `code` */
  run(name: string, event: object, openid?: string): Promise<Answer>
  post(path: string, body: unknown): Promise<{ status: number; body: Answer }>
}

/** Bundles the functions of a folder as the product's are, and starts a local cloud with them and no data. */
export function withFunctions(sources: string, options: StartOptions = {}): Functions {
  return REMOTE ? deployedFunctions() : localFunctions(sources, options)
}

function deployedFunctions(): Functions {
  beforeAll(() => void cloud.init({ env: process.env.TCB_ENV }))
  const run = async (name: string, data: object) =>
    (await (cloud.callFunction({ name, data }) as Answer)).result
  return { run } as Functions
}

function localFunctions(sources: string, options: StartOptions): Functions {
  const built = mkdtempSync(join(tmpdir(), 'functions-'))
  const world = {} as Functions
  beforeAll(async () => {
    await buildFunctions({ outDir: built, sources })
    world.cloud = await start({ functions: built, seed: () => ({}), ...options })
  })
  afterAll(async () => {
    await world.cloud.close()
    rmSync(built, { recursive: true })
  })
  world.run = async (name, event, openid = 'o-1') => {
    const { result } = await world.cloud.invoke(name, event, { openid, source: 'wx_client' })
    return JSON.parse(result!)
  }
  world.post = async (path, body) => {
    const response = await fetch(`${world.cloud.url}${path}`, { method: 'POST', body: JSON.stringify(body) })
    return { status: response.status, body: await response.json() }
  }
  return world
}
