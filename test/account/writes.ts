import type { account } from '#contract/account'
import type { Writes } from '../make/fixtures'
import { png } from '../make/media'
import { twoAdministrators } from '../make/people'
import { photo } from '../make/photos'
import { change, given } from '../make/rows'
import type { World } from '../make/world'

/** The code that was sent to the address, to be proved by the person. */
const proof =
  (as: string, address: string, more = {}) =>
  async (world: World) => {
    await world.as(as).account.sendCode({ channel: 'sms', address })
    const code = /\d{6}/.exec(world.cloud.outbox.list('sms').at(-1)!.text)![0]
    return { address, code, ...more }
  }

/** A form names a person from outside. */
const offered = (world: World) =>
  world
    .as('a-system')
    .directory.saveMember({ name: '新同事', departments: ['it'], account: 'x-out', wechat: 'x' })

/** The offer that waits for their answer. */
async function anOffer(world: World) {
  await offered(world)
  return { id: (await world.as('x-out').account.offers({})).items[0]!.id }
}

export const reads: Writes<typeof account> = {
  offers: [{ as: 'x-out', input: given({}, offered) }],
}

/** A WeChat that waits for a second proof. */
const A_REQUEST = { openid: 'o-new', by: 'phone', at: new Date('2026-03-01T00:00:00Z') }

export const writes: Writes<typeof account> = {
  phone: [
    { as: 'new', input: world => ({ code: world.cloud.phoneCode('o-new').code }), lost: 'CODE_EXPIRED' },
  ],
  sendCode: [
    // A request that has been counted sends no second message: a person without a code asks again a minute later.
    { input: { channel: 'sms', address: '19900009999' }, mayLack: 'codes' },
    { input: { channel: 'mail', address: 't-lin@example.edu' }, mayLack: 'codes' },
  ],
  verify: [
    { as: 'new', input: proof('new', '19900000001') },
    // Rows that they left behind as a person from outside follow in the night at the latest.
    { as: 'x-out', input: proof('x-out', '19900000001'), byTimer: true },
    { as: 'new', input: proof('new', '19900009998', { name: '外来者' }) },
    { input: proof('m-04', '19900009997') },
  ],
  apply: [{ as: 'new', input: { name: '申请人', departmentId: 'cs', post: '', account: 'x-9' } }],
  acceptOffer: [{ as: 'x-out', input: anOffer }],
  declineOffer: [{ as: 'x-out', input: anOffer }],
  update: [{ input: { qq: '1234567', shows: { qq: 'everyone' } } }],
  avatar: [
    {
      as: 't-su',
      async input(world) {
        await world.as('t-su').account.avatar({ fileId: await photo(world, 't-su') })
        return { fileId: await photo(world, 't-su', '2.png', png()) }
      },
    },
  ],
  decideWechat: [true, false].map(accept => ({
    as: 't-lin',
    input: given({ at: A_REQUEST.at.toISOString(), accept }, world =>
      change(world, 'members', 't-lin', { wechatRequest: A_REQUEST }),
    ),
  })),
  erase: [{}, { as: 't-su', input: given({}, twoAdministrators) }],
  keep: [
    {
      as: 't-su',
      input: given({}, async world => {
        await twoAdministrators(world)
        await world.as('t-su').account.erase({})
      }),
    },
  ],
}
