import type { directory, PersonView } from '#contract/directory'
import { DIRECTORY_MESSAGES } from '#contract/directory.messages'
import { refuse } from '#contract/kernel/errors'
import { auditEntry, withAudit } from '../../kernel/audit'
import { _ } from '../../kernel/data/cloud'
import { operationKey } from '../../kernel/idempotency'
import { members } from '../../kernel/identity/actor'
import { addAdministrator, removeAdministrator } from '../../kernel/identity/administrators'
import type { Member } from '../../kernel/identity/member'
import { loadAdministered, toPersonView } from '../../kernel/identity/person'
import { canLock } from '../../kernel/identity/person-view'
import { toMail, withMessages } from '../../kernel/messages/message'
import type { Context, Handlers } from '../../kernel/serve'

type Step = 'freeze' | 'unfreeze'

interface Target {
  id: string
  /** Of the person as the actor saw them. */
  version: number
  reason?: string
}

/** It counts from the person's next call on: the identity is read anew at every one. */
export const freezing: Pick<Handlers<typeof directory>, Step> = {
  freeze: (target, context) => step('freeze', target, context),
  unfreeze: (target, context) => step('unfreeze', target, context),
}

async function step(op: Step, { id, version, reason = '' }: Target, context: Context): Promise<PersonView> {
  const { actor, key } = context
  const lastKey = operationKey(op, key)
  const person = await loadAdministered(id, actor)
  const done = lastKey !== '' && person.lastKey === lastKey
  if (!done) await checkStep(op, person, version, actor)
  if (!done && op === 'freeze') await removeAdministrator(person)
  const after = done ? person : { ...person, ...outcome(op, reason, context), version: person.version + 1 }
  if (done || (await write(op, person, after, { ...context, lastKey }))) {
    if (op === 'unfreeze') await addAdministrator(after)
    return toPersonView(after, actor)
  }
  const current = await loadAdministered(id, actor)
  if (lastKey && current.lastKey === lastKey) return toPersonView(current, actor)
  if (current.state === 'active') await addAdministrator(current)
  return refuseOutdated(current, actor)
}

async function checkStep(op: Step, person: Member, version: number, actor: Member): Promise<void> {
  if (!canLock(person, actor)) refuse('BEYOND_OWN_RIGHTS')
  if (person.version !== version || (person.state === 'active') !== (op === 'freeze'))
    await refuseOutdated(person, actor)
}

/** The refusal shows what the person is now. */
const refuseOutdated = async (person: Member, actor: Member): Promise<never> =>
  refuse('CONFLICT', { details: { current: await toPersonView(person, actor) } })

const outcome = (op: Step, reason: string, { actor, now }: Context): Pick<Member, 'state' | 'frozen'> =>
  op === 'freeze'
    ? { state: 'frozen', frozen: { reason, at: now, by: actor._id } }
    : { state: 'active', frozen: undefined }

function write(
  op: Step,
  { _id, name, departments, version }: Member,
  { state, frozen }: Member,
  { actor, now, newId, lastKey }: Context & { lastKey: string },
): Promise<boolean> {
  const reason = frozen?.reason
  const told = reason ? DIRECTORY_MESSAGES.freeze(reason) : DIRECTORY_MESSAGES.unfreeze()
  const mail = toMail({ ...told, text: `${name}，${told.title}。${told.text}` })
  return members.update(
    { _id, version },
    {
      state,
      frozen: frozen ? _.set(frozen) : _.remove(),
      version: _.inc(1),
      lastKey,
      ...(op === 'unfreeze' && { leftAt: _.remove() }),
      ...withMessages([{ id: newId(), feature: 'directory', to: [_id], ...told, at: now, mail }]),
      ...withAudit(
        auditEntry(actor, {
          id: newId(),
          at: now,
          action: op,
          departments,
          ...(reason && { reason }),
          target: { kind: 'member', id: _id, name },
        }),
      ),
    },
  )
}
