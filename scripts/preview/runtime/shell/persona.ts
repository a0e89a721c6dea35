import { MEMBER_KIND } from '#contract/account'
import { DUTIES } from '#contract/features/index'
import { element } from '../dom'

export interface Persona {
  id: string
  name: string
  roles: string[]
  openid: string
}

/** Names of the roles in the seeded organisation. */
const NAMES: Record<string, string> = { ...MEMBER_KIND, ...DUTIES, frozen: '已冻结', stranger: '还没加入' }
const COLOURS = 6

/** The people that a phone can belong to, as the local cloud knows them now. */
export async function personas(): Promise<Persona[]> {
  const response = await fetch('/local/personas')
  if (!response.ok) throw new Error(`GET /local/personas answered ${response.status}`)
  return (await response.json()) as Persona[]
}

/** The part a person plays, in a few words: the state of the account, else the first duty, else the kind. */
export function roleOf({ roles }: Persona): string {
  const [kind, duty] = roles
  const role = roles.includes('frozen') ? 'frozen' : (duty ?? kind)
  return role === undefined ? '' : (NAMES[role] ?? role)
}

/** Two characters of the name in a round of a colour that stays with the person. */
export function avatarOf({ id, name }: Persona): HTMLElement {
  const made = element('span', 'avatar', [...name].slice(-2).join(''))
  made.dataset.colour = String([...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % COLOURS)
  made.setAttribute('aria-hidden', 'true')
  return made
}
