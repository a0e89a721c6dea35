import type { directory, PersonView } from '#contract/directory'
import { DIRECTORY_MESSAGES } from '#contract/directory.messages'
import type { Duty } from '#contract/features/index'
import { refuse } from '#contract/kernel/errors'
import { members, SYSTEM } from '../../kernel/identity/actor'
import { administers } from '../../kernel/identity/administers'
import { addAdministrator, removeAdministrator } from '../../kernel/identity/administrators'
import type { Member } from '../../kernel/identity/member'
import { toPersonView } from '../../kernel/identity/person'
import { canLock } from '../../kernel/identity/person-view'
import { canGrantAll } from '../../kernel/identity/policy'
import { toMail } from '../../kernel/messages/message'
import { type Change, revise } from '../../kernel/revise'
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
  const { actor } = context
  let freezer: Member | undefined
  const person = await revise(members, context, {
    op,
    seen: version,
    async load() {
      const { freezers = [], ...person } = await loadWithFreezer(id, actor)
      freezer = person.frozen?.by === SYSTEM._id ? SYSTEM : freezers[0]
      return person
    },
    async decide(before) {
      if (!canLock(before, actor)) refuse('BEYOND_OWN_RIGHTS')
      if (op === 'unfreeze' && freezer && !canUndo(actor, freezer)) refuse('BEYOND_OWN_RIGHTS')
      if ((before.state === 'active') !== (op === 'freeze'))
        refuse('CONFLICT', { details: { current: await toPersonView(before, actor) } })
      if (op === 'freeze') await removeAdministrator(before)
      return changeOf(op, before, reason, context)
    },
    async view(current) {
      // A freeze that lost a race has removed the administrator already.
      if (current.state === 'active') await addAdministrator(current)
      return toPersonView(current, actor)
    },
  })
  if (op === 'unfreeze') await addAdministrator(person)
  return toPersonView(person, actor)
}

/** The person, if the actor administers them, and the administrator who froze them; one call. */
async function loadWithFreezer(id: string, actor: Member): Promise<Member & { freezers?: Member[] }> {
  const [found] = await members.aggregate<Member & { freezers: Member[] }>(1, pipeline =>
    pipeline
      .match({ _id: id })
      .lookup({ from: 'members', localField: 'frozen.by', foreignField: '_id', as: 'freezers' }),
  )
  return found && administers(actor, found) ? found : refuse('NOT_FOUND')
}

/** Duties by which people are frozen, or such duties given. */
const FREEZING: readonly Duty[] = ['directory.admin', 'system.admin']

/** True if the actor holds what the freezer holds today; a freezer who is frozen or has left binds no one. */
const canUndo = (actor: Member, { state, duties }: Member): boolean =>
  state !== 'active' || canGrantAll(actor, { duties: duties.filter(({ duty }) => FREEZING.includes(duty)) })

function changeOf(
  op: Step,
  { _id, name, departments }: Member,
  reason: string,
  { actor, now, newId }: Context,
): Change<Member> {
  const words = op === 'freeze' ? DIRECTORY_MESSAGES.freeze(reason) : DIRECTORY_MESSAGES.unfreeze()
  const mail = toMail({ ...words, text: `${name}，${words.title}。${words.text}` })
  return {
    set:
      op === 'freeze'
        ? { state: 'frozen', frozen: { reason, at: now, by: actor._id } }
        : { state: 'active', frozen: undefined, leftAt: undefined },
    audit: {
      action: op,
      departments,
      ...(reason && { reason }),
      target: { kind: 'member', id: _id, name },
    },
    messages: [{ id: newId(), feature: 'directory', to: [_id], ...words, at: now, mail }],
  }
}
