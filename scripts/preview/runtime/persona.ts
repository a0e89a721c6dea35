import { settings } from './settings'

export interface Persona {
  id: string
  name: string
  roles: string[]
  openid: string
}

let loading: Promise<Persona[]> | undefined

/** Everybody of the seeded organisation, as the local cloud lists them. */
export function personas(): Promise<Persona[]> {
  loading ??= fetch('/local/personas').then(response => {
    if (!response.ok) throw new Error(`GET /local/personas answered ${response.status}`)
    return response.json() as Promise<Persona[]>
  })
  return loading
}

/** The openid of whoever holds this phone. Throws when the phone was opened for somebody unknown. */
export async function currentOpenid(): Promise<string> {
  const found = (await personas()).find(({ id }) => id === settings.persona)
  if (!found) throw new Error(`there is no persona "${settings.persona}"`)
  return found.openid
}
