import type { directory, PersonView } from '#contract/directory'
import { DIRECTORY_MESSAGES } from '#contract/directory.messages'
import { refuse } from '#contract/kernel/errors'
import { members } from '../../kernel/identity/actor'
import { addAdministrator, removeAdministrator } from '../../kernel/identity/administrators'
import type { Member } from '../../kernel/identity/member'
import { loadAdministered, toPersonView } from '../../kernel/identity/person'
import { canLock } from '../../kernel/identity/person-view'
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
  const person = await revise(members, context, {
    op,
    seen: version,
    load: () => loadAdministered(id, actor),
    async decide(before) {
      if (!canLock(before, actor)) refuse('BEYOND_OWN_RIGHTS')
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
