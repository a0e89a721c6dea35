import type { World } from '../../make/world'
import { checkedSheet, press } from '../campus'
import { COLLEGE, EVIL_MAILS, EVIL_PHONES, OUTSIDE, SYSTEM_OF_CS } from './people'
import { OWN_ADDRESSES, rowOf, type Step } from './sequences'

const readVersion = (world: World, collection: string, rowId: string): number =>
  ([...world.cloud.database.dump(collection)].find(({ _id }) => _id === rowId) as { version?: number })
    ?.version ?? 0

/** Does a step. @returns the replies, as text */
export async function take(world: World, step: Step): Promise<string> {
  const { by } = step
  const send = async (title: string, input: object) => JSON.stringify(await press(world, by, title, input))
  const save = (input: object) => send('directory.saveMember', JSON.parse(JSON.stringify(input)))
  switch (step.kind) {
    case 'edit':
      return save({ id: step.id, ...step.change })
    case 'create':
      return save({ name: '新来的', departments: ['cs'], ...JSON.parse(JSON.stringify(step.change)) })
    case 'exchange': {
      const { field, first, second } = step
      const value = rowOf(first)[field] ?? ''
      const away = { account: `GONE-${first}`, phone: '', mail: '' }[field]
      return (
        (await save({ id: first, [field]: away, wechat: 'x' })) + (await save({ id: second, [field]: value }))
      )
    }
    case 'sheet': {
      const view = await checkedSheet(world, by, step.lines, step.complete).catch(() => null)
      const release = view?.state === 'held'
      if (view?.state !== 'checked' && !release) return JSON.stringify(view)
      return JSON.stringify(view) + (await send('directory.importStep', { importId: view.id, release }))
    }
    case 'undo': {
      const mine = [...world.cloud.database.dump('imports')].map(({ _id }) => _id)
      return mine[step.nth] ? send('directory.importUndo', { importId: mine[step.nth] }) : ''
    }
    case 'sync':
      await world.as('a-system').directory.syncNow({})
      await world.cloud.invoke('directory', {}, { source: 'wx_trigger' })
      return ''
    case 'apply': {
      const { account, phone, accept } = step
      const request = { name: '申请人', departmentId: 'cs-se', post: '', account, ...(phone && { phone }) }
      const reply = await press(world, by, 'account.apply', request)
      if (!reply.ok) return JSON.stringify(reply)
      const { id: asked, version } = reply.data as { id: string; version: number }
      const decision = { id: asked, version, accept, ...(!accept && { reason: '不符' }) }
      return JSON.stringify(await press(world, COLLEGE, 'directory.decideJoinRequest', decision))
    }
    case 'group': {
      const { members, scope, application, contacts } = step
      const rights = [{ application, send: true, manage: true }]
      return send('access.saveGroup', { name: '组', members, rights, scope: [scope], contacts })
    }
    case 'grant':
      return send('access.grantDuty', {
        id: step.id,
        duty: step.duty,
        scope: [step.scope],
        remove: step.remove,
      })
    case 'freeze':
    case 'unfreeze':
      return send(`directory.${step.kind}`, {
        id: step.id,
        version: readVersion(world, 'members', step.id),
        ...(step.kind === 'freeze' && { reason: '核实' }),
      })
    case 'person':
      return send('directory.person', { id: step.id })
    case 'reveal':
      return send('directory.reveal', { id: step.id, reason: '核对' })
    case 'why':
      return send('access.why', { memberId: step.id, function: 'room', op: 'approve' })
    case 'search':
      return send('directory.search', { text: step.text })
    case 'rename':
      return send('directory.saveDepartment', { id: step.id, name: step.name })
    case 'move':
      return send('directory.moveDepartment', { id: step.id, parent: step.parent })
    case 'code':
      return proves(world, by, step.address)
  }
}

/** Proves an address with the code that arrives there, if the insiders read it. */
export async function proves(world: World, by: string, address: string): Promise<string> {
  const channel = address.includes('@') ? 'mail' : 'sms'
  const before = world.cloud.outbox.list().length
  await press(world, by, 'account.sendCode', { channel, address })
  const sent = world.cloud.outbox
    .list()
    .slice(before)
    .find(({ to }) => to.endsWith(address))
  if (!sent || !OWN_ADDRESSES.includes(address)) return ''
  const code = /\d{6}/.exec((sent as { text: string }).text)![0]
  return JSON.stringify(await press(world, by, 'account.verify', { address, code, name: '外来者' }))
}

/** Accepts every offer that the insiders were made, and tries each of their addresses with new WeChats. */
export async function harvest(world: World): Promise<void> {
  for (const by of OUTSIDE) {
    const reply = await press(world, by, 'account.offers')
    const { items = [] } = (reply.ok ? reply.data : {}) as { items?: { id: string }[] }
    for (const offer of items) await press(world, by, 'account.acceptOffer', { id: offer.id })
  }
  for (const [i, pair] of PAIRS.entries())
    for (const address of pair) {
      world.cloud.clock.advance(2 * 60_000)
      await proves(world, `last-${i}`, address)
    }
}

/** Addresses that one new WeChat tries, so that two of one person make two proofs. */
const PAIRS = [
  ...EVIL_PHONES.map((phone, i) => [phone, ...EVIL_MAILS.slice(i, i + 1)]),
  ...[COLLEGE, SYSTEM_OF_CS].map(owner => [rowOf(owner).phone!, rowOf(owner).mail!]),
]
