import { access } from './access'
import { account } from './account'
import { directory } from './directory'
import type { Feature, Grants } from './feature'
import { message } from './message'
import { notice } from './notice'
import { repair } from './repair'
import { room } from './room'
import { todo } from './todo'

/** The one list of features. Duties, error codes, audit titles, grants, tiles and questions are derived from it. */
const FEATURES = [account, directory, access, message, notice, repair, room, todo] as const

type Facts = (typeof FEATURES)[number]
type KeysOf<F, P extends string> = F extends { [K in P]: infer R } ? keyof R & string : never

export type Duty = KeysOf<Facts, 'duties'>
export type AuditAction = KeysOf<Facts, 'audit'>
export type FeatureRefusal = KeysOf<Facts, 'refusals'>
export type TodoKind = KeysOf<Facts, 'todos'>

export const features: readonly Feature[] = FEATURES

const merged = <V>(property: (feature: Feature) => Readonly<Record<string, V>> | undefined) =>
  Object.assign({}, ...features.map(feature => property(feature) ?? {})) as Record<string, V>

const duties = merged(feature => feature.duties)

/** Duty → title. A member holds a duty for a scope: a list of departments, or `*` for all. */
export const DUTIES = Object.fromEntries(
  Object.entries(duties).map(([duty, { title }]) => [duty, title]),
) as Record<Duty, string>

const SERVED = new Set(
  features.flatMap(({ sections = [], administration = [] }) => [
    ...sections.flatMap(({ tiles }) => tiles.flatMap(({ for: who }) => (typeof who === 'string' ? [] : who))),
    ...administration.map(({ duty }) => duty),
  ]),
)

/** True if the duty opens something. The pages say nothing of the others, whose features are yet to come. */
export const isServed = (duty: string): boolean => SERVED.has(duty)

/** True if the duty covers the whole organisation, whatever scope it is held for. */
export const reachesEverywhere = (duty: Duty): boolean => duties[duty]?.reach === 'everywhere'

export const FEATURE_REFUSALS = merged(feature => feature.refusals) as Record<FeatureRefusal, string>

export const AUDIT_ACTION = merged(feature => feature.audit) as Record<AuditAction, string>

/** Kind of a to-do, of something that waits or of an entry of the agenda → title. */
export const TODO_KIND = merged(feature => feature.todos) as Record<TodoKind, string>

/** Feature → the rights that an administrator group can grant for it. */
export const GRANTABLE: Record<string, { title: string; sendTitle: string; send?: Duty; manage?: Duty }> =
  Object.fromEntries(
    features.flatMap(({ name, title, grants }) =>
      grants
        ? [[name, { title, sendTitle: '发消息', ...(grants as Grants & { send?: Duty; manage?: Duty }) }]]
        : [],
    ),
  )
