import { fileIdOf } from '../../../scripts/local-cloud/storage/file-id'
import { png } from '../media'
import type { World } from '../world'
import { failure, given, imported, photo, SHEET, twoAdministrators, type Write } from './write'

/** A file where only who runs the cloud can put it. */
async function forConsole(world: World, bytes: Buffer): Promise<string> {
  const path = 'incoming/console/roster.csv'
  await world.cloud.files.put(path, { bytes, type: 'text/csv', modified: world.cloud.clock.now() })
  return fileIdOf(path)
}

/** The code that was sent to the address, to be proved by the person. */
const proof =
  (as: string, address: string, more = {}) =>
  async (world: World) => {
    await world.as(as).account.sendCode({ channel: 'sms', address })
    const code = /\d{6}/.exec(world.cloud.outbox.list('sms').at(-1)!.text)![0]
    return { address, code, ...more }
  }

export const ofPeople: Record<string, Write[]> = {
  'account.phone': [
    { as: 'new', input: world => ({ code: world.cloud.phoneCode('o-new').code }), lost: 'CODE_EXPIRED' },
  ],
  'account.sendCode': [
    // No second message for a press that has been counted: who gets no code asks again when the minute is over.
    { input: { channel: 'sms', address: '19900009999' }, mayLack: 'codes' },
    { input: { channel: 'mail', address: 't-lin@example.edu' }, mayLack: 'codes' },
  ],
  'account.verify': [
    { as: 'new', input: proof('new', '19900000001') },
    // What they left behind as somebody from outside follows in the night at the latest.
    { as: 'x-out', input: proof('x-out', '19900000001'), byTimer: true },
    { as: 'new', input: proof('new', '19900009998', { name: '外来者' }) },
    { input: proof('m-04', '19900009997') },
  ],
  'account.apply': [{ as: 'new', input: { name: '申请人', departmentId: 'cs', post: '', account: 'x-9' } }],
  'account.update': [{ input: { qq: '1234567', shows: { qq: 'everyone' } } }],
  'account.avatar': [
    {
      as: 't-su',
      async input(world) {
        await world.as('t-su').account.avatar({ fileId: await photo(world, 't-su') })
        return { fileId: await photo(world, 't-su', '2.png', png()) }
      },
    },
  ],
  'account.erase': [{}, { as: 't-su', input: given({}, twoAdministrators) }],
  'account.keep': [
    {
      as: 't-su',
      input: given({}, async world => {
        await twoAdministrators(world)
        await world.as('t-su').account.erase({})
      }),
    },
  ],
  'admin.firstAdministrator': [
    {
      input: given({ account: '10001' }, world =>
        world.cloud.database.remove({ collection: 'organisation', filter: { _id: 'administrators' } }),
      ),
    },
  ],
  'admin.import': [
    { input: async world => ({ fileId: await forConsole(world, SHEET) }) },
    { input: async world => ({ ...(await imported(world)), undo: true }) },
  ],
  'admin.retryMessages': [{ input: given({}, failure) }],
  'admin.erasePerson': [{ input: { id: 't-su' } }, { input: given({ id: 't-su' }, twoAdministrators) }],
}
