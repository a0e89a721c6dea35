import type { PersonView } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import { members } from './actor'
import { administers } from './administers'
import type { Member } from './member'
import { personView, visible } from './person-view'
import { withPictures } from './pictures'

/**
 * Loads a person whom the actor may know of.
 * @throws Refusal NOT_FOUND, the same for a hidden person as for none
 */
export async function loadVisible(id: string, actor: Member): Promise<Member> {
  const person = await members.first({ _id: id })
  return person && visible(person, actor) ? person : refuse('NOT_FOUND')
}

/**
 * Loads a person whom the actor administers.
 * @throws Refusal NOT_FOUND, the same for any other person as for none
 */
export async function loadAdministered(id: string, actor: Member): Promise<Member> {
  const person = await members.first({ _id: id })
  return person && administers(actor, person) ? person : refuse('NOT_FOUND')
}

/** The person as the actor sees them, with a URL of the picture that expires. */
export async function toPersonView(person: Member, actor: Member, revealed = false): Promise<PersonView> {
  const [view] = await withPictures([person], one => personView(one, actor, revealed))
  return view!
}
