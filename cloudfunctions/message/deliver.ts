import { randomUUID } from 'node:crypto'
import { MINUTE } from '#contract/kernel/time'
import type { SkipReason } from '#contract/message'
import { _ } from '../kernel/data/cloud'
import type { Fields } from '../kernel/data/table'
import type { Member } from '../kernel/identity/member'
import { CHANNELS, type Outcome, type Receiver, reasonOf } from './channels'
import type { DeliveryRow } from './model'
import { deliveries } from './store'

/** Deliveries claimed at once, and receivers served in parallel. */
const CLAIMED = 50
const PARALLEL = 10
/** The lease is longer than the function may run, so a run whose lease has ended is dead. */
const LEASE = 2 * MINUTE
/** Milliseconds to wait after the first, the second … attempt; there is none after the last. */
const BACK_OFF = [1, 5, 30, 120].map(minutes => minutes * MINUTE)

interface Claimed extends DeliveryRow {
  receiver: Member[]
}

/**
 * Sends what is due until nothing is or the time is up. Runs at the same time never send the same delivery: each
 * claims its own under a lease, and writes only while it holds it. One that fails unforeseen does not hold up the others.
 */
export async function deliver(until: number): Promise<number> {
  let attempts = 0
  const faults: unknown[] = []
  while (Date.now() < until) {
    const claimed = await claim(new Date())
    if (!claimed.length) break
    const waiting = queues(claimed)
    const worker = async () => {
      for (let queue = waiting.shift(); queue; queue = waiting.shift())
        for (const one of queue) {
          if (Date.now() >= until) return
          attempts++
          await attempt(one).catch(fault => faults.push(fault))
        }
    }
    await Promise.all(Array.from({ length: PARALLEL }, worker))
  }
  if (faults.length) throw faults[0]
  return attempts
}

/** Groups by recipient and channel, oldest first, so that messages arrive in order. */
const queues = (claimed: Claimed[]): Claimed[][] => {
  const all = new Map<string, Claimed[]>()
  for (const one of claimed) {
    const whose = `${one.channel} ${one.address ?? one.to}`
    all.set(whose, [...(all.get(whose) ?? []), one])
  }
  return [...all.values()]
}

/** Claims some due deliveries, each with its receiver; no other run has them until the lease ends. */
async function claim(now: Date): Promise<Claimed[]> {
  const due = { dueAt: _.lte(now) }
  const found = await deliveries.aggregate<DeliveryRow>(CLAIMED, pipeline =>
    pipeline.match(due).sort({ dueAt: 1 }).limit(CLAIMED).project({ _id: 1 }),
  )
  if (!found.length) return []
  const lease = randomUUID()
  const ours = { _id: _.in(found.map(({ _id }) => _id)), ...due }
  if (!(await deliveries.updateAll(ours, { lease, dueAt: new Date(+now + LEASE) }))) return []
  return deliveries.aggregate<Claimed>(CLAIMED, pipeline =>
    pipeline
      .match({ lease })
      .sort({ at: 1, _id: 1 })
      .lookup({ from: 'members', localField: 'to', foreignField: '_id', as: 'receiver' }),
  )
}

/** One attempt, counted before it is made; the count is part of the key under which it goes out. */
async function attempt({ receiver: [member], ...delivery }: Claimed): Promise<void> {
  const mine = { _id: delivery._id, lease: delivery.lease! }
  const hindrance = skipReason(delivery, member)
  if (hindrance)
    return void (await deliveries.update(mine, finalState({ state: 'skipped', reason: hindrance })))
  const tries = delivery.tries + 1
  const started = { state: 'sending', tries, reason: _.remove(), spent: _.remove() }
  if (!(await deliveries.update(mine, started))) return
  const faults: unknown[] = []
  const outcome = await CHANNELS[delivery.channel](
    delivery,
    receiverOf(delivery, member),
    `${delivery._id}-${tries}`,
  ).catch((fault): Outcome => {
    faults.push(fault)
    return { state: 'queued', reason: reasonOf(fault) }
  })
  const wait = BACK_OFF[tries - 1]
  const change =
    outcome.state === 'queued' && wait
      ? { ...outcome, dueAt: new Date(Date.now() + wait), lease: _.remove() }
      : finalState(outcome)
  await deliveries.update(mine, change)
  if (faults.length) throw faults[0]
}

/** A delivery to an address goes there, whatever addresses the member has now. */
function receiverOf({ address }: DeliveryRow, member: Member | undefined): Receiver {
  if (address) return address.includes('@') ? { mail: address } : { phone: address }
  return member ?? {}
}

/** The reason to skip a delivery: its receiver is frozen or has left, or its content named a member who is erased. */
function skipReason({ content, address }: DeliveryRow, member: Member | undefined): SkipReason | undefined {
  if (!content) return 'ERASED'
  if (address) return
  if (!member || member.state === 'left') return 'LEFT'
  return member.state === 'frozen' ? 'FROZEN' : undefined
}

/**
 * The last word on a delivery; what would have to be tried once too often has failed. Only that may be sent again, so
 * nothing else keeps its content.
 */
const finalState = ({ state, ...outcome }: Outcome): Fields => ({
  ...outcome,
  state: state === 'queued' ? 'failed' : state,
  dueAt: _.remove(),
  lease: _.remove(),
  ...((state === 'sent' || state === 'skipped') && { content: _.remove() }),
})
