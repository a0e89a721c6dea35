import { newMember } from '../../../cloudfunctions/kernel/identity/member-index'
import { seed } from '../../../scripts/seed'
import { members } from '../../../scripts/seed/members'
import { aWorld, type World } from '../world'
import { aGroup, ofDirectory } from './directory'
import { ofPeople } from './people'
import { ofWork } from './work'
import { checked, type Write } from './write'

export type { Write } from './write'

/**
 * What operations are pressed with where the sample of `sample.ts` would be refused or change nothing: every way of
 * writing that an operation has is here.
 */
export const WRITES: Record<string, Write[]> = { ...ofPeople, ...ofDirectory, ...ofWork }

/** What operations that only read find something with. */
export const READS: Record<string, Write[]> = {
  'access.group': [{ input: async world => ({ id: await aGroup(world) }) }],
  'directory.importGet': [{ input: checked }],
}

const TEMPLATES = {
  SUBSCRIBE_TEMPLATE_REPAIR_PROGRESS: 'tpl-repair',
  SUBSCRIBE_TEMPLATE_ROOM_OUTCOME: 'tpl-room',
}
const SYNC = { SYNC_URL: 'http://127.0.0.1:9/people', SYNC_SECRET: 'secret' }

/** The fictional university, with people who have not joined, from outside, and everything set up that can be. */
export const aWorldOfWrites = (environment: Record<string, string> = SYNC): World =>
  aWorld({
    // Who is killed while sending a mail hangs up, and the server says so.
    log: () => {},
    // The same object: the address of a server is known only when it is up.
    environment: Object.assign(environment, TEMPLATES),
    seed: now => ({
      ...seed(now),
      members: [
        ...members,
        ...[
          { _id: 'n-phone', phone: '19900009999' },
          { _id: 'n-mail', mail: 'n-mail@example.edu' },
          { _id: 'x-out', kind: 'outside' as const, departments: [], openid: 'o-x-out' },
        ].map(row =>
          newMember({ name: '宋新来', kind: 'staff', departments: ['cs-se'], account: row._id, ...row }, []),
        ),
      ],
    }),
  })
