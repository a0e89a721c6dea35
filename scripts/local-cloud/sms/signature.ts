import { createHash, createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { SmsRefusal } from './refusal'

/** The signed parts of a request; the Authorization header names which headers are signed. */
export interface SignedRequest {
  headers: IncomingHttpHeaders
  body: string
}

interface Authorization {
  secretId: string
  date: string
  service: string
  signedHeaders: string
  signature: string
}

/** Seconds by which a request may be older or newer than the cloud's clock. */
const TOLERANCE = 300
const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/([^/]+)\/([^/]+)\/tc3_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)$/

/**
 * Verifies TC3-HMAC-SHA256.
 * @param now milliseconds, by the cloud's clock
 * @throws SmsRefusal AuthFailure.*
 */
export function verifySignature(
  request: SignedRequest,
  key: { secretId: string; secretKey: string },
  now: number,
): void {
  const given = authorizationOf(request.headers.authorization)
  const timestamp = String(request.headers['x-tc-timestamp'])
  if (given.secretId !== key.secretId)
    throw new SmsRefusal(
      'AuthFailure.SecretIdNotFound',
      'The SecretId is not found, please ensure it exists.',
    )
  if (!(Math.abs(Number(timestamp) - now / 1000) <= TOLERANCE))
    throw new SmsRefusal(
      'AuthFailure.SignatureExpire',
      'Timestamp and server time differ by more than 5 minutes.',
    )
  const day = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)
  const matches = hosts(request.headers.host ?? '').some(
    host =>
      sign(canonical(request, given, host), given, { timestamp, secretKey: key.secretKey }) ===
      given.signature,
  )
  if (given.date !== day || !matches)
    throw new SmsRefusal('AuthFailure.SignatureFailure', 'The provided credentials could not be validated.')
}

function authorizationOf(header: string | undefined): Authorization {
  const match = AUTHORIZATION.exec(header ?? '')
  if (!match)
    throw new SmsRefusal(
      'AuthFailure.InvalidAuthorization',
      'The Authorization header is missing or malformed.',
    )
  const [, secretId, date, service, signedHeaders, signature] = match as unknown as string[]
  return {
    secretId: secretId!,
    date: date!,
    service: service!,
    signedHeaders: signedHeaders!,
    signature: signature!,
  }
}

/** Tencent's SDK signs the host name without the port that the Host header carries. */
const hosts = (host: string): string[] => [host, host.split(':')[0]!]

function canonical({ headers, body }: SignedRequest, { signedHeaders }: Authorization, host: string): string {
  const lines = signedHeaders.split(';').map(name => `${name}:${name === 'host' ? host : headers[name]}\n`)
  return ['POST', '/', '', lines.join(''), signedHeaders, sha256(body)].join('\n')
}

/** The service is read from the credential, because the SDK takes the first label of whatever endpoint it was given. */
function sign(
  request: string,
  { date, service }: Authorization,
  { timestamp, secretKey }: { timestamp: string; secretKey: string },
): string {
  const scope = `${date}/${service}/tc3_request`
  const key = [date, service, 'tc3_request'].reduce<Buffer | string>(hmac, `TC3${secretKey}`)
  return hmac(key, ['TC3-HMAC-SHA256', timestamp, scope, sha256(request)].join('\n')).toString('hex')
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest()
