import { addressesOf } from '../../kernel/files/attachments'
import type { Member } from '../../kernel/identity/member'

/** Each person as `show` has them, with an address of their picture that expires. */
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
