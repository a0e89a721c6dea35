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

/** How often a step is tried while others change the same person. */
const TRIES = 4

type Step = 'freeze' | 'unfreeze'

/** It counts from the person's next call on: the identity is read anew at every one. */
export const freezing: Pick<Handlers<typeof directory>, Step> = {
  freeze: ({ id, reason }, context) => step('freeze', id, reason, context),
  unfreeze: ({ id }, context) => step('unfreeze', id, '', context),
}

async function step(op: Step, id: string, reason: string, context: Context): Promise<PersonView> {
  const { actor, key } = context
  const lastKey = pressOf(op, key)
  for (let tries = 0; tries < TRIES; tries++) {
    const person = await administered(id, actor)
    const done = lastKey !== '' && person.lastKey === lastKey
    if (!done) permit(op, person, actor)
    if (!done && op === 'freeze') await stepDown(person)
    const after = done ? person : { ...person, ...outcome(op, reason, context), version: person.version + 1 }
    if (done || (await write(op, person, after, { ...context, lastKey }))) {
      if (op === 'unfreeze') await stepUp(after)
      return shownPerson(after, actor)
    }
  }
  return refuse('CONFLICT')
}

function permit(op: Step, person: Member, actor: Member): void {
  if (!mayLock(person, actor)) refuse('BEYOND_OWN_RIGHTS')
  if ((person.state === 'active') !== (op === 'freeze')) refuse('CONFLICT')
}

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
