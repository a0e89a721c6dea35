import { MINUTE } from '#contract/kernel/time'
import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import type { DeliveryRow } from '../../cloudfunctions/message/model'
import { seed } from '../../scripts/seed'
import { aMessage, leave, rowsOf, tick } from '../make/messages'
import { full } from '../make/sampling'
import { aWorld } from '../make/world'

const TEMPLATE = 'local-template-roomOutcome'
const PEOPLE = Array.from({ length: full ? 200 : 60 }, (_, i) => `h-${i}`)
const people = PEOPLE.map(_id => ({
  ...newMember({ _id, name: _id, kind: 'staff', departments: ['cs'] }, []),
  openid: `o-${_id}`,
}))
const world = aWorld({ seed: now => ({ ...seed(now), members: people }) })
const subscribe = {
  template: 'roomOutcome' as const,
  values: ['小会议室', '2026年5月1日 09:30', '已通过', ''],
}

/** A small generator of its own, so that a failing history can be played again from its seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return sides => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

test(`O-01: in ${PEOPLE.length} random histories nobody gets more WeChat messages than they agreed to, and everything told is in the app`, async () => {
  const seed = Date.now() % 1_000_000
  const roll = dice(seed)
  const granted = new Map<string, number>()
  const recorded = new Map<string, number>()
  const told = new Map<string, number>()
  const add = (to: Map<string, number>, who: string) => to.set(who, (to.get(who) ?? 0) + 1)
  for (let round = 0; round < 6; round++) {
    const plan = [{ plan: 'ok' }, { plan: 'fail', code: 45009 }, { plan: 'down' }] as const
    world.cloud.outbox.plan('subscribe', round === 5 ? { plan: 'ok' } : plan[roll(3)]!)
    const messages = []
    const consents = []
    for (const who of PEOPLE) {
      const step = roll(4)
      if (step === 3) continue
      if (step === 0) {
        messages.push(aMessage({ to: [who], subscribe }))
        add(told, who)
        continue
      }
      // Now and then WeChat forgets what we wrote down, or we never hear of what WeChat knows.
      if (roll(10) > 0) {
        world.cloud.consent(`o-${who}`, [TEMPLATE])
        add(granted, who)
      }
      if (roll(10) > 0) {
        consents.push(world.as(who).message.consented({ templates: [TEMPLATE] }))
        add(recorded, who)
      }
    }
    await Promise.all(consents)
    await leave(world.cloud, ...messages)
    await Promise.all([tick(world.cloud), tick(world.cloud)])
    world.cloud.clock.advance(10 * MINUTE)
  }
  for (let i = 0; i < 4; i++) {
    await tick(world.cloud)
    world.cloud.clock.advance(130 * MINUTE)
  }
  const wrong = []
  const inApp = new Map<string, number>()
  for (const { to } of rowsOf<{ to: string }>(world.cloud, 'messages')) add(inApp, to)
  const sent = world.cloud.outbox.list('subscribe').filter(({ status }) => status === 'sent')
  const rows = rowsOf<DeliveryRow>(world.cloud, 'deliveries')
  for (const who of PEOPLE) {
    const got = sent.filter(({ to }) => to === `o-${who}`).length
    const done = rows.filter(({ to, state }) => to === who && state === 'sent').length
    const most = Math.min(granted.get(who) ?? 0, recorded.get(who) ?? 0)
    const listed = inApp.get(who)
    if (got > most || done !== got || listed !== told.get(who)) wrong.push({ who, got, most, done, listed })
  }
  expect({ seed, wrong }).toEqual({ seed, wrong: [] })
  expect(sent.length).toBeGreaterThan(20)
  expect(rows.every(({ dueAt }) => !dueAt)).toBe(true)
}, 300_000)
