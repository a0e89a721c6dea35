import { storage } from '../data/cloud'
import type { Member } from './member'

/** How long an address of a picture is good for. */
const SECONDS = 3600

/** Each person as `show` has them, with an address of their picture that expires. */
export async function withPictures<T extends object>(
  people: Member[],
  show: (person: Member) => T,
): Promise<(T & { avatar?: string })[]> {
  const files = people.flatMap(({ avatar }) => avatar ?? [])
  const addresses = await storage.addresses(files, SECONDS)
  const addressOf = new Map(files.map((file, i) => [file, addresses[i]]))
  return people.map(person => {
    const avatar = person.avatar && addressOf.get(person.avatar)
    return { ...show(person), ...(avatar && { avatar }) }
  })
}
