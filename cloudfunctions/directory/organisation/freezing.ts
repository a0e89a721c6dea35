import type { directory, PersonView } from '#contract/directory'
import { DIRECTORY_NEWS } from '#contract/directory-news'
import { refuse } from '#contract/kernel/errors'
import { type Member, members } from '../../kernel/actor'
import { stepDown, stepUp } from '../../kernel/administrators'
import { auditRow, noting } from '../../kernel/audit'
import { _ } from '../../kernel/cloud'
import { asMail, telling } from '../../kernel/message'
import { pressOf } from '../../kernel/press'
import type { Context, Handlers } from '../../kernel/serve'
import { administered, shownPerson } from '../people/person'
import { mayLock } from '../people/view'

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
  const lastKey = pressOf(op, key)
  const person = await administered(id, actor)
  const done = lastKey !== '' && person.lastKey === lastKey
  if (!done) await permit(op, person, version, actor)
  if (!done && op === 'freeze') await stepDown(person)
  const after = done ? person : { ...person, ...outcome(op, reason, context), version: person.version + 1 }
  if (done || (await write(op, person, after, { ...context, lastKey }))) {
    if (op === 'unfreeze') await stepUp(after)
    return shownPerson(after, actor)
  }
  if (op === 'freeze') await stepUp(person)
  return outdated(await administered(id, actor), actor)
}

async function permit(op: Step, person: Member, version: number, actor: Member): Promise<void> {
  if (!mayLock(person, actor)) refuse('BEYOND_OWN_RIGHTS')
  if (person.version !== version || (person.state === 'active') !== (op === 'freeze'))
    await outdated(person, actor)
}

/** The refusal shows what the person is now. */
const outdated = async (person: Member, actor: Member): Promise<never> =>
  refuse('CONFLICT', { details: { person: await shownPerson(person, actor) } })

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
  const told = reason ? DIRECTORY_NEWS.freeze(reason) : DIRECTORY_NEWS.unfreeze()
  const mail = asMail({ ...told, text: `${name}，${told.title}。${told.text}` })
  return members.update(
    { _id, version },
    {
      state,
      frozen: frozen ? _.set(frozen) : _.remove(),
      version: _.inc(1),
      lastKey,
      ...(op === 'unfreeze' && { leftAt: _.remove() }),
      ...telling([{ id: newId(), feature: 'directory', to: [_id], ...told, at: now, mail }]),
      ...noting(
        auditRow(actor, {
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
