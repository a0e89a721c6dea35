import type { PersonView } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import { members } from './actor'
import type { Member } from './member'
import { administers, personView, visible } from './person-view'
import { withPictures } from './pictures'

/** The person, if the actor may know of them; refuses NOT_FOUND. */
export async function loadVisible(id: string, actor: Member): Promise<Member> {
  const person = await members.first({ _id: id })
  return person && visible(person, actor) ? person : refuse('NOT_FOUND')
}

/** The person, if the actor administers them; to everybody else there is none. */
export async function loadAdministered(id: string, actor: Member): Promise<Member> {
  const person = await members.first({ _id: id })
  return person && administers(actor, person) ? person : refuse('NOT_FOUND')
}

/** The person as the actor sees them, with an address of the picture. */
export async function toPersonView(person: Member, actor: Member, revealed = false): Promise<PersonView> {
  const [view] = await withPictures([person], one => personView(one, actor, revealed))
  return view!
}
