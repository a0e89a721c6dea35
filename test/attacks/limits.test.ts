import { DAY } from '#contract/kernel/time'
import { reported } from '../make/tickets'
import { codeOf } from '../make/world'
import { aCampus, aPerson, codeOfReply, press, rowIn, seeded } from './campus'

const CODES_PER_DAY = 20
const registered = Array.from({ length: 40 }, (_, i) =>
  aPerson(`r-${i}`, { phone: `199000047${String(i).padStart(2, '0')}` }),
)
const world = aCampus(registered, { CODES_PER_DAY: String(CODES_PER_DAY) })
const ask = (as: string, address: string) =>
  press(world, as, 'account.sendCode', { channel: address.includes('@') ? 'mail' : 'sms', address })
const minutes = (count: number) => world.cloud.clock.advance(count * 60_000)
const smsTo = (address: string) => world.cloud.outbox.list('sms').filter(({ to }) => to.endsWith(address))
/** Each test begins on a day of its own. */
beforeEach(() => {
  world.cloud.clock.advance(DAY)
  world.cloud.outbox.clear()
})

/** The codes of many calls at once. */
const together = (count: number, call: (i: number) => Promise<string>) =>
  Promise.all(Array.from({ length: count }, (_, i) => call(i)))
const accepted = (codes: string[]) => codes.filter(code => code === 'OK').length

describe('codes', () => {
  test.each(['phone', 'mail'] as const)(
    'E-34: strangers who ask five times for the %s of a member do not shut out the member’s own WeChat',
    async field => {
      const address = seeded('t-lin')[field]!
      for (let i = 0; i < 5; i++) {
        expect(codeOfReply(await ask(`l-${i}`, address))).toBe('OK')
        minutes(2)
      }
      expect(codeOfReply(await ask('l-9', address))).toBe('TOO_OFTEN')
      world.cloud.outbox.clear()
      expect(codeOfReply(await ask('t-lin', address))).toBe('OK')
      expect(world.cloud.outbox.list()).toHaveLength(1)
    },
  )

  test('E-34: a member’s own WeChat is limited by the minute and by the day as well', async () => {
    const address = seeded('t-su').phone!
    expect(codeOfReply(await ask('t-su', address))).toBe('OK')
    expect(codeOfReply(await ask('t-su', address))).toBe('TOO_OFTEN')
    for (let i = 0; i < 4; i++) {
      minutes(2)
      await ask('t-su', address)
    }
    minutes(2)
    expect(codeOfReply(await ask('t-su', address))).toBe('TOO_OFTEN')
  })

  test('E-34: many WeChats with numbers of nobody use up half of the day’s codes at most', async () => {
    const codes = await together(60, async i => codeOfReply(await ask(`f-${i}`, `1990009${1000 + i}`)))
    // The reply tells nothing of the roster, whether a code was sent or not.
    expect(accepted(codes)).toBe(60)
    expect(world.cloud.outbox.list('sms')).toHaveLength(CODES_PER_DAY / 2)
  })

  test('E-34: however many ask, each registered number gets the first code of its day', async () => {
    for (let i = 0; i < 60; i++) await ask(`g-${i % 9}`, `1990009${2000 + i}`)
    for (const { phone } of registered.slice(0, 30)) {
      expect(codeOfReply(await ask(`own-${phone}`, phone!))).toBe('OK')
      expect(smsTo(phone!)).toHaveLength(1)
    }
    minutes(2)
    // A second one is beyond what is sent on a day.
    expect(codeOfReply(await ask('again', registered[0]!.phone!))).toBe('OK')
    expect(smsTo(registered[0]!.phone!)).toHaveLength(1)
  })

  test('E-34: a number beyond the day’s codes is answered like any other, and limited like any other', async () => {
    for (let i = 0; i < 20; i++) await ask(`h-${i}`, `1990009${3000 + i}`)
    const unpaid = '19900004799'
    const [known, unknown] = [await ask('h-a', registered[31]!.phone!), await ask('h-b', unpaid)]
    expect(unknown).toEqual(known)
    expect(smsTo(unpaid)).toEqual([])
    expect(codeOfReply(await ask('h-c', unpaid))).toBe('TOO_OFTEN')
  })
})

/** Operations that are counted, with the most that pass in a day. */
const COUNTED: Record<string, { as: string; most: number; call(as: string): Promise<unknown> }> = {
  'account.export': { as: 'm-01', most: 5, call: as => world.as(as).account.export({}) },
  'message.consented': {
    as: 'm-02',
    most: 30,
    async call(as) {
      const templates = Object.values(await world.as(as).message.templates({}))
      return world.as(as).message.consented({ templates: templates.slice(0, 3) })
    },
  },
  'repair.create': { as: 'm-03', most: 30, call: as => reported(world, as) },
  'account.requestUpload': {
    as: 'm-04',
    most: 300,
    call: as => world.as(as).account.requestUpload({ extension: 'jpg' }),
  },
}

describe.each(Object.entries(COUNTED))('%s', (_title, { as, most, call }) => {
  test(`B2: ${most} pass in a day, and no more when many come at once`, async () => {
    const codes = await together(most + 15, () => codeOf(call(as)))
    expect(accepted(codes)).toBe(most)
    expect(new Set(codes)).toEqual(new Set(['OK', 'TOO_OFTEN']))
    world.cloud.clock.advance(DAY)
    expect(await codeOf(call(as))).toBe('OK')
  })
})

test('B2: an export that is repeated with its key counts once, and the console is not counted', async () => {
  for (let i = 0; i < 7; i++) await world.as('m-05').account.export({}, { key: 'one-press' })
  expect((rowIn(world, 'm-05')!.exports as { at: unknown[] }).at).toHaveLength(1)
  for (let i = 0; i < 7; i++) await world.console.exportPerson({ id: 'm-05' })
  expect((rowIn(world, 'm-05')!.exports as { at: unknown[] }).at).toHaveLength(1)
})

test('B2: a report that is refused for its files is counted', async () => {
  const bad = () => reported(world, 'm-06', { photos: ['cloud://x/incoming/o-m-06/none.jpg'] })
  const codes = await together(33, () => codeOf(bad()))
  expect(codes.filter(code => code.startsWith('FILE_UNUSABLE'))).toHaveLength(30)
  expect(codes.filter(code => code === 'TOO_OFTEN')).toHaveLength(3)
})
