import { type Persona, personaOf, personas } from '../seed'
import type { Database } from './database'

/** The personas by the names and roles they have now: a stranger may have joined, a member may have got a duty. */
export async function currentPersonas(database: Database): Promise<Persona[]> {
  if (!database.collectionNames().includes('members')) return personas
  const filter = { openid: { $in: personas.map(({ openid }) => openid) } }
  const found = await database.find({ collection: 'members', filter })
  const members = found as unknown as Parameters<typeof personaOf>[0][]
  return personas.map(persona => {
    const member = members.find(({ openid }) => openid === persona.openid)
    return member ? { ...personaOf(member), id: persona.id } : persona
  })
}
