import type { directory } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import { _ } from '../../kernel/data/cloud'
import { members } from '../../kernel/identity/actor'
import { loadVisible, toPersonView } from '../../kernel/identity/person'
import type { Handlers } from '../../kernel/serve'
import { colleaguesOf } from './lists'

/** The most colleagues one person can add: they are part of their own row. */
const MOST = 200

export const colleagues: Pick<
  Handlers<typeof directory>,
  'colleagues' | 'addColleague' | 'removeColleague'
> = {
  colleagues: ({ page }, { actor }) => colleaguesOf(actor, page),

  async addColleague({ id }, { actor }) {
    const person = await loadVisible(id, actor)
    if (id === actor._id || person.state !== 'active') refuse('NOT_FOUND')
    const added = actor.colleagues ?? []
    if (!added.includes(id)) {
      if (added.length >= MOST) refuse('OVER_CAPACITY')
      await members.update({ _id: actor._id }, { colleagues: _.addToSet(id) })
    }
    return toPersonView(person, { ...actor, colleagues: [...added, id] })
  },

  async removeColleague({ id }, { actor }) {
    const person = await loadVisible(id, actor)
    const added = actor.colleagues ?? []
    if (added.includes(id)) await members.update({ _id: actor._id }, { colleagues: _.pull(id) })
    return toPersonView(person, { ...actor, colleagues: added.filter(other => other !== id) })
  },
}
