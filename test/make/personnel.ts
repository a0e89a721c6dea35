import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pathOf } from '../../cloudfunctions/kernel/identity/tree'
import { departments } from '../../scripts/seed/departments'
import { members } from '../../scripts/seed/members'
import type { World } from './world'

/** One person as the personnel system tells them. */
export interface Employee {
  name: string
  account: string
  kind?: string
  phone?: string
  mail?: string
  departments: string[]
  posts?: string[]
}

export interface PersonnelSystem {
  /** Settings of the functions that ask it. */
  environment: Record<string, string>
  /** Everybody it knows at the moment. */
  people: Employee[]
}

/** The seeded roster, each with the departments they are in, as the personnel system knows it. */
export const employees = (): Employee[] =>
  members.map(({ name, account, kind, phone, mail, posts, departments: homes }) => ({
    name,
    account: account!,
    kind,
    phone: phone!,
    mail: mail!,
    posts,
    departments: homes.map(id => pathOf(departments, id)),
  }))

/** Signing key of the requests to a personnel system. */
export const SYNC_SECRET = 'what-the-personnel-system-knows-too'

/** Opens a personnel system that answers as it is told to; with its settings functions ask it. */
export async function openPersonnelSystem(answer: RequestListener) {
  const server = createServer(answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const SYNC_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/people`
  return {
    environment: { SYNC_URL, SYNC_SECRET },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The settings of a personnel system that is up during the tests of a file; opened before the world that asks it. */
export function withPersonnelSystem(answer: RequestListener): Record<string, string> {
  const environment: Record<string, string> = {}
  let system: Awaited<ReturnType<typeof openPersonnelSystem>>
  beforeAll(async () => {
    system = await openPersonnelSystem(answer)
    Object.assign(environment, system.environment)
  })
  afterAll(() => system.close())
  return environment
}

/** A personnel system with people, up during the tests of a file. */
export function aPersonnelSystem(people = employees()): PersonnelSystem {
  const system: PersonnelSystem = { environment: {}, people }
  system.environment = withPersonnelSystem((_request, response) =>
    response.end(JSON.stringify({ members: system.people })),
  )
  return system
}

/** One run of the sync, to its end; answers its report. */
export async function synchronised(world: World) {
  const { directory } = world.as('a-system')
  await directory.syncNow({})
  await world.cloud.invoke('directory', {}, { source: 'wx_trigger' })
  const { runs } = await directory.syncStatus({})
  return directory.importGet({ importId: runs[0]!.id })
}
