import type { LocalCloud } from './cloud'
import { objectOf, sendJson } from './http'
import { parseKind, parsePlan } from './outbox'
import { openidOf } from './persona'
import type { Exchange, Route } from './route'

/** The routes of messages, and of consents given in WeChat's own dialogues. */
export const messagingRoutes: Route[] = [
  ['GET', /^\/local\/outbox$/, list],
  ['DELETE', /^\/local\/outbox$/, clear],
  ['POST', /^\/local\/outbox\/plan$/, plan],
  ['POST', /^\/local\/consent$/, consent],
  ['POST', /^\/local\/phone-code$/, phoneCode],
]

/** `?kind=sms|mail|subscribe`, or none for all → entries, newest last. */
function list({ outbox }: LocalCloud, { request, response }: Exchange): void {
  const kind = new URL(request.url!, 'http://localhost').searchParams.get('kind')
  sendJson(response, outbox.list(kind === null ? undefined : parseKind(kind)))
}

function clear({ outbox }: LocalCloud, { response }: Exchange): void {
  outbox.clear()
  sendJson(response, { ok: true })
}

/** `{ kind, plan: 'ok' | 'fail' | 'slow' | 'down', code?, ms? }` */
async function plan({ outbox }: LocalCloud, { request, response }: Exchange): Promise<void> {
  outbox.plan(...parsePlan(await objectOf(request)))
  sendJson(response, { ok: true })
}

/** `{ as, templateIds }`: one message of each may be sent. */
async function consent(cloud: LocalCloud, { request, response }: Exchange): Promise<void> {
  const { as, templateIds } = await objectOf(request)
  if (!Array.isArray(templateIds) || !templateIds.every(id => typeof id === 'string'))
    throw new SyntaxError('templateIds must be a list of texts')
  cloud.consent(somebody(as), templateIds)
  sendJson(response, { ok: true })
}

/** `{ as }` → `{ code, cloudID }`, as a tap on WeChat's button for the phone number gives them. */
async function phoneCode(cloud: LocalCloud, { request, response }: Exchange): Promise<void> {
  sendJson(response, cloud.phoneCode(somebody((await objectOf(request)).as)))
}

function somebody(as: unknown): string {
  const openid = openidOf(as)
  if (!openid) throw new SyntaxError('as must be a persona or an openid')
  return openid
}
