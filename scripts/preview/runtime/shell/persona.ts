export interface Persona {
  id: string
  name: string
  roles: string[]
  openid: string
}

/** The people of the seeded organisation, as the local cloud lists them. */
export async function personas(): Promise<Persona[]> {
  const response = await fetch('/local/personas')
  if (!response.ok) throw new Error(`GET /local/personas answered ${response.status}`)
  return (await response.json()) as Persona[]
}
