import type { Route } from './front-door'
import { objectOf, sendJson } from './http'
import { parseKind, parsePlan } from './outbox'
import { openidOf } from './persona'
import type { LocalCloud } from './start'

type Handler = Route[2]

/** What the front door answers about messages, and about what people agree to in WeChat's own dialogues. */
export const messagingRoutes: Route[] = [
  ['GET', /^\/local\/outbox$/, list],
  ['DELETE', /^\/local\/outbox$/, clear],
  ['POST', /^\/local\/outbox\/plan$/, plan],
  ['POST', /^\/local\/consent$/, consent],
  ['POST', /^\/local\/phone-code$/, phoneCode],
]

/** `?kind=sms|mail|subscribe`, or none for all → entries, newest last. */
function list(...[{ outbox }, { request, response }]: Parameters<Handler>): void {
  const kind = new URL(request.url!, 'http://localhost').searchParams.get('kind')
  sendJson(response, outbox.list(kind === null ? undefined : parseKind(kind)))
}

function clear(...[{ outbox }, { response }]: Parameters<Handler>): void {
  outbox.clear()
  sendJson(response, { ok: true })
}

/** `{ kind, plan: 'ok' | 'fail' | 'slow' | 'down', code?, ms? }` */
async function plan(...[{ outbox }, { request, response }]: Parameters<Handler>): Promise<void> {
  outbox.plan(...parsePlan(await objectOf(request)))
  sendJson(response, { ok: true })
}

/** `{ as, templateIds }`: one message of each may be sent. */
async function consent(...[cloud, { request, response }]: Parameters<Handler>): Promise<void> {
  const { as, templateIds } = await objectOf(request)
  if (!Array.isArray(templateIds) || !templateIds.every(id => typeof id === 'string'))
    throw new SyntaxError('templateIds must be a list of texts')
  cloud.consent(somebody(as), templateIds)
  sendJson(response, { ok: true })
}

/** `{ as }` → `{ code, cloudID }`, as a tap on WeChat's button for the phone number gives them. */
async function phoneCode(...[cloud, { request, response }]: Parameters<Handler>): Promise<void> {
  sendJson(response, cloud.phoneCode(somebody((await objectOf(request)).as)))
}

function somebody(as: unknown): string {
  const openid = openidOf(as)
  if (!openid) throw new SyntaxError('as must be a persona or an openid')
  return openid
}

/** Everybody in WeChat has a phone; whoever is no member of ours has this one. */
const PHONE_OF_STRANGERS = '19900009999'

/** The phone number that WeChat knows of somebody. */
export function phoneOf({ database }: LocalCloud, openid: string): string {
  if (!database.collectionNames().includes('members')) return PHONE_OF_STRANGERS
  for (const member of database.dump('members'))
    if (member.openid === openid && typeof member.phone === 'string') return member.phone
  return PHONE_OF_STRANGERS
}
