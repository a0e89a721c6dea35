import { addressesOf } from '../files/attachments'
import type { Member } from './member'

/** Maps each person by `show` and adds the URL of their picture, which expires. */
export async function withPictures<T extends object>(
  people: Member[],
  show: (person: Member) => T,
): Promise<(T & { avatar?: string })[]> {
  const addressOf = await addressesOf(people.flatMap(({ avatar }) => avatar ?? []))
  return people.map(person => {
    const avatar = person.avatar && addressOf(person.avatar)
    return { ...show(person), ...(avatar && { avatar }) }
  })
}
