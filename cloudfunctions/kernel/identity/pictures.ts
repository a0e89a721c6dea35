import { storage } from '../data/cloud'
import type { Member } from './member'

/** Lifetime of a picture's URL. */
const SECONDS = 3600

/** Maps each person by `show` and adds the URL of their picture, which expires. */
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
