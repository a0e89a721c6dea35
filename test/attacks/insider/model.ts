import { pathOf } from '../../../cloudfunctions/kernel/identity/tree'
import type { StartOptions } from '../../../scripts/local-cloud/cloud'
import { departments } from '../../../scripts/seed/departments'
import { aPersonnelSystem } from '../../make/personnel'
import { aWorld } from '../../make/world'
import { violations } from './check'
import { COLLEGE, initial, seedOf } from './people'
import type { Step } from './sequences'
import { harvest, take } from './steps'

const MINUTES = 60_000

/**
 * A university with insiders in it; to be opened in a test file.
 * @returns takes steps from the beginning, then runs the sync and tries what the insiders have; lists the violations
 */
export function aModel(options: StartOptions = {}): (steps: Step[]) => Promise<string[]> {
  const system = aPersonnelSystem()
  const world = aWorld({ ...options, environment: system.environment, seed: seedOf })
  let start: ReturnType<typeof world.cloud.snapshot>
  beforeAll(() => {
    start = structuredClone(world.cloud.snapshot())
    // The personnel system knows everybody who has an account, as they are.
    system.people = initial.flatMap(({ name, account, kind, phone, mail, posts, departments: homes }) => {
      const paths = homes.map(id => pathOf(departments, id))
      return account ? [{ name, account, kind, phone: phone!, mail: mail!, posts, departments: paths }] : []
    })
  })

  async function reset(): Promise<void> {
    const { database, outbox, clock } = world.cloud
    clock.advance(2 * 24 * 60 * MINUTES)
    for (const collection of database.collectionNames()) {
      await database.remove({ collection, filter: {}, multi: true })
      const documents = structuredClone(start[collection] ?? [])
      if (documents.length) await database.insert({ collection, documents: documents as never })
    }
    outbox.clear()
  }

  return async steps => {
    await reset()
    const replies: string[] = []
    for (const step of steps) {
      world.cloud.clock.advance(2 * MINUTES)
      replies.push(await take(world, step))
    }
    await take(world, { by: COLLEGE, kind: 'sync' })
    await harvest(world)
    return violations(world, replies)
  }
}
