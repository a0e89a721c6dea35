import { createHash, createHmac } from 'node:crypto'
import { aWorld } from '../../make/world'

const world = aWorld({ seed: () => ({}) })
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

interface Signing {
  key: string
  id: string
  /** Seconds since 1970. */
  timestamp: number
  date?: string
  service: string
  host: string
  action: string
  version: string
  /** Requests that are sent in place of the signed one. */
  sent?: string
}

const BODY = JSON.stringify({
  PhoneNumberSet: ['19900000001'],
  SmsSdkAppId: '1400000000',
  SignName: '微办公',
  TemplateId: '131679',
  TemplateParamSet: ['482913'],
})

/** Signs by hand, as the documentation of the API describes it. */
async function send(changes: Partial<Signing> = {}): Promise<string> {
  const given: Signing = {
    key: 'local-sms-key',
    id: 'local-sms-id',
    timestamp: Math.floor(world.cloud.clock.now() / 1000),
    service: 'sms',
    host: new URL(world.cloud.url).host,
    action: 'SendSms',
    version: '2021-01-11',
    ...changes,
  }
  const response = await fetch(world.cloud.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-tc-action': given.action,
      'x-tc-version': given.version,
      'x-tc-timestamp': String(given.timestamp),
      authorization: authorization(given),
    },
    body: given.sent ?? BODY,
  })
  const { Response } = (await response.json()) as {
    Response: { RequestId: string; Error?: { Code: string }; SendStatusSet?: { Code: string }[] }
  }
  expect(Response.RequestId).toEqual(expect.any(String))
  return Response.Error?.Code ?? Response.SendStatusSet![0]!.Code
}

function authorization({ key, id, timestamp, service, host, date: asked }: Signing): string {
  const date = asked ?? new Date(timestamp * 1000).toISOString().slice(0, 10)
  const headers = `content-type:application/json; charset=utf-8\nhost:${host}\n`
  const request = ['POST', '/', '', headers, 'content-type;host', sha256(BODY)].join('\n')
  const scope = `${date}/${service}/tc3_request`
  const signing = hmac(hmac(hmac(`TC3${key}`, date), service), 'tc3_request')
  const signature = hmac(signing, ['TC3-HMAC-SHA256', timestamp, scope, sha256(request)].join('\n')).toString(
    'hex',
  )
  return `TC3-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`
}

beforeEach(() => world.cloud.outbox.clear())

test('a request signed by the book is served, whichever way the host is written', async () => {
  expect(await send()).toBe('Ok')
  expect(await send({ host: '127.0.0.1' })).toBe('Ok')
  expect(await send({ service: '127' })).toBe('Ok')
  expect(world.cloud.outbox.list('sms')).toHaveLength(3)
})

test.each<[string, Partial<Signing>, string]>([
  ['with another key', { key: 'guessed' }, 'AuthFailure.SignatureFailure'],
  ['for another host', { host: 'sms.tencentcloudapi.com' }, 'AuthFailure.SignatureFailure'],
  ['for another body', { sent: BODY.replace('482913', '000000') }, 'AuthFailure.SignatureFailure'],
  ['on another day', { date: '2020-01-01' }, 'AuthFailure.SignatureFailure'],
  ['under another id', { id: 'somebody' }, 'AuthFailure.SecretIdNotFound'],
  ['without an id', { id: '' }, 'AuthFailure.InvalidAuthorization'],
  ['for another action', { action: 'DeleteSmsTemplate' }, 'InvalidAction'],
  ['for another version', { version: '2019-07-11' }, 'NoSuchVersion'],
])('a request signed %s is refused', async (_, changes, code) => {
  expect(await send(changes)).toBe(code)
  expect(world.cloud.outbox.list()).toEqual([])
})

test.each([-301, 301])(
  'a request that is %i seconds off is refused, one within 5 minutes is not',
  async off => {
    const now = Math.floor(world.cloud.clock.now() / 1000)
    expect(await send({ timestamp: now + off + Math.sign(off) * 10 })).toBe('AuthFailure.SignatureExpire')
    expect(await send({ timestamp: now + off - Math.sign(off) * 10 })).toBe('Ok')
  },
)

test('a time that is no number is refused', async () => {
  expect(await send({ timestamp: Number.NaN, date: '2026-01-01' })).toBe('AuthFailure.SignatureExpire')
})
