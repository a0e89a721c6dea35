import type { admin } from '#contract/admin'
import type { Writes } from '../make/fixtures'
import { imported, SHEET } from '../make/imports'
import { failures } from '../make/messages'
import { twoAdministrators } from '../make/people'
import { aFile, given } from '../make/rows'

export const writes: Writes<typeof admin> = {
  firstAdministrator: [
    {
      input: given({ account: '10001' }, world =>
        world.cloud.database.remove({ collection: 'organisation', filter: { _id: 'administrators' } }),
      ),
    },
  ],
  import: [
    { input: async world => ({ fileId: await aFile(world, 'incoming/console/roster.csv', SHEET) }) },
    { input: async world => ({ ...(await imported(world)), undo: true }) },
  ],
  retryMessages: [{ input: given({}, failures) }],
  erasePerson: [{ input: { id: 't-su' } }, { input: given({ id: 't-su' }, twoAdministrators) }],
}
