import type { Movement } from '../../../cloudfunctions/repair/model'
import { members } from '../members'

export const person = (id: string) => {
  const { _id, name, account = '' } = members.find(one => one._id === id)!
  return { id: _id, name, number: account }
}
export const by = (memberId: string): Movement['by'] => ({
  id: person(memberId).id,
  name: person(memberId).name,
})
