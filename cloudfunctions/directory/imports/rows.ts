import { auditEntry, withAudit } from '../../kernel/audit'
import { _ } from '../../kernel/data/cloud'
import type { Fields } from '../../kernel/data/table'
import { members } from '../../kernel/identity/actor'
import { activeGroups } from '../../kernel/identity/admin-group'
import type { DutyOf, Member } from '../../kernel/identity/member'
import { searchFields } from '../../kernel/identity/member-index'
import { membershipOffers, type OfferedMember } from '../../kernel/identity/membership-offer'
import { canGrant } from '../../kernel/identity/policy'
import {
  canChangeStanding,
  changedProofs,
  changedStanding,
  maskedProofs,
  proofsChange,
} from '../../kernel/identity/proofs'
import { withMessages } from '../../kernel/messages/message'
import { forEachParallel } from '../../kernel/pool'
import { differences, toUpdate } from '../../kernel/revise'
import { newOffer } from '../organisation/membership-offers'
import type { Planned } from './model'
import { type Circumstances, insertMembers, type Kept, keptRow } from './new-members'
import { releaseGone } from './release-gone'
import { AT_ONCE, updateRows, type Write } from './update-rows'

const CHANGED = '检查之后被改过'
const JOINED = '已经加入，予以保留'
const CHANGED_SINCE = '导入之后被改过，予以保留'
const BEYOND = '他持有你没有的权限，予以保留'
const WITHOUT_DUTIES = '已恢复，但有些职责已经失效，或者超出你的权限，没有恢复'

/**
 * Applies the changes, each on the condition of the version it was decided on; repeating it changes nothing.
 * @returns the rows left alone, because their members were changed meanwhile
 */
export async function applyRows(rows: Planned[], where: Circumstances): Promise<Kept> {
  const ofKind = (wanted: Planned['change']) => rows.filter(({ change }) => change === wanted)
  const others = rows.filter(({ change }) => change !== 'new' && change !== 'offered')
  await forEachParallel(ofKind('offered'), AT_ONCE, ({ id, after }) =>
    membershipOffers.add(newOffer(id, after as OfferedMember, offering(where))),
  )
  const writeOf = (row: Planned): Write => ({
    filter: { _id: row.id, version: row.version },
    version: row.version + 1,
    change: {
      ...changeOf(row.before, row.after, where),
      ...withProofs(row, 'import', where),
      importId: where.importId,
    },
  })
  let missed = await updateRows(others, writeOf)
  if (missed.length && (await releaseGone(missed))) missed = await updateRows(missed, writeOf)
  // New people may take what others have given up.
  const kept = await insertMembers(ofKind('new'), where)
  if (!missed.length) return kept
  // A row of this import is missed only because an earlier attempt has written it.
  const done = await idsWith(missed, { importId: where.importId })
  return [...kept, ...missed.filter(({ id }) => !done.has(id)).map(keptRow(CHANGED))]
}

const offering = ({ importId, departments, actor, now }: Circumstances) => ({
  by: actor,
  at: now,
  action: 'import' as const,
  departments,
  importId,
})

/** A change of account, phone or mail notifies the person, and is audited under their name. */
function withProofs(
  { change, id, before, after }: Planned,
  action: 'import' | 'undoImport',
  { importId, actor, now }: Circumstances,
): Fields {
  // A person who leaves gives numbers to others, and gets them back with the undo.
  if (change === 'leaving') return {}
  const fact = { id: `${importId}-${action}-${id}`, at: now, by: actor }
  const { proofsChanged, messages } = proofsChange({ ...before, _id: id }, after, fact)
  if (!proofsChanged) return {}
  const { fields } = proofsChanged
  const entry = auditEntry(actor, {
    id: fact.id,
    at: now,
    action,
    target: { kind: 'member', id, name: after.name ?? '' },
    departments: after.departments ?? [],
    before: maskedProofs(before, fields),
    after: maskedProofs(after, fields),
  })
  return { proofsChanged: _.set(proofsChanged), ...withMessages(messages), ...withAudit(entry) }
}

/**
 * Undoes the changes of members who were not changed since; repeating it changes nothing.
 * @returns the rows left alone
 */
export async function undoRows(rows: Planned[], where: Circumstances): Promise<Kept> {
  const { importId } = where
  const added = rows.filter(({ change }) => change === 'new')
  const changed = rows.filter(({ change }) => change !== 'new' && change !== 'offered')
  const beyond = await beyondRights(changed, where)
  const others = await withRightsOfToday(
    changed.filter(({ id }) => !beyond.has(id)),
    where,
  )
  if (rows.some(({ change }) => change === 'offered'))
    await membershipOffers.removeAll({ importId, state: 'waiting' })
  const ids = added.map(({ id }) => id)
  if (ids.length) await members.removeAll({ _id: _.in(ids), importId, version: 1 })
  const back = others.map(row => ({ ...row, before: row.after, after: row.before }))
  const missed = await updateRows(back, row => ({
    filter: { _id: row.id, importId, version: row.version + 1 },
    version: row.version + 2,
    change: {
      ...changeOf(row.before, row.after, where),
      ...withProofs(row, 'undoImport', where),
      importId: row.after.importId ?? _.remove(),
    },
  }))
  const left = await stillThere([...added, ...missed], importId)
  const kept = [...added, ...missed].flatMap(row => {
    const member = left.get(row.id)
    if (!member) return []
    return [keptRow(row.version === 0 && member.openid ? JOINED : CHANGED_SINCE)(row)]
  })
  const poorer = others.filter(row => !missed.includes(row) && hasFewerDuties(row, changed))
  const untouched = changed.filter(({ id }) => beyond.has(id))
  return [...kept, ...poorer.map(keptRow(WITHOUT_DUTIES)), ...untouched.map(keptRow(BEYOND))]
}

const hasFewerDuties = ({ id, before }: Planned, planned: Planned[]): boolean =>
  (before.duties ?? []).length < (planned.find(one => one.id === id)!.before.duties ?? []).length

/** Ids of people with rights that the actor could not grant, whose proofs, name, kind or posts would change. */
async function beyondRights(rows: Planned[], { actor, importId }: Circumstances): Promise<Set<string>> {
  const telling = rows.filter(
    ({ before, after }) => changedProofs(after, before).length || changedStanding(after, before).length,
  )
  const holders = await membersOf(telling, { importId, 'duties.0': _.exists(true) })
  return new Set(holders.filter(one => !canChangeStanding(actor, one)).map(({ _id }) => _id))
}

/** Duties that the actor could grant today come back; those of a group, if the group still gives them. */
async function withRightsOfToday(all: Planned[], { actor }: Circumstances): Promise<Planned[]> {
  const rows = all.map(row => {
    const duties = row.before.duties?.filter(held => canGrant(actor, held))
    return duties ? { ...row, before: { ...row.before, duties } } : row
  })
  const ids = rows.flatMap(({ before }) => before.duties?.flatMap(({ group }) => group ?? []) ?? [])
  if (!ids.length) return rows
  const groups = await activeGroups([...new Set(ids)])
  const gives = (memberId: string, { group, groupVersion }: DutyOf): boolean =>
    groups.some(
      ({ _id, version, members: theirs }) =>
        _id === group && version === groupVersion && theirs.includes(memberId),
    )
  return rows.map(row => {
    const duties = row.before.duties?.filter(held => !held.group || gives(row.id, held))
    return duties ? { ...row, before: { ...row.before, duties } } : row
  })
}

/** The fields that differ, as an update; what people are found by is written along with what it is made of. */
function changeOf(from: Planned['before'], to: Planned['after'], { departments }: Circumstances): Fields {
  const { importId: _import, ...change } = differences(from, to)
  const sources = ['name', 'posts', 'departments', 'account', 'office']
  const isFoundBy = Object.keys(change).some(field => sources.includes(field))
  const nameless = 'account' in change && !to.account
  return toUpdate({
    ...change,
    ...(isFoundBy && searchFields(to as Member, departments)),
    ...(nameless && { accountKey: undefined }),
  })
}

const idsWith = async (rows: Planned[], filter: Fields): Promise<Set<string>> =>
  new Set((await membersOf(rows, filter)).map(({ _id }) => _id))

const stillThere = async (rows: Planned[], importId: string): Promise<Map<string, Member>> =>
  new Map((await membersOf(rows, { importId })).map(member => [member._id, member]))

const membersOf = async (rows: Planned[], filter: Fields): Promise<Member[]> =>
  rows.length ? members.find({ ...filter, _id: _.in(rows.map(({ id }) => id)) }, rows.length) : []
