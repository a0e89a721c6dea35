import { createHmac, timingSafeEqual } from 'node:crypto'

/** The action that a ticket allows. */
type Purpose = 'upload' | 'download'

/** The key is no secret: signatures only make a wrong or outdated address fail as on the cloud. */
const KEY = 'local'

/** Makes the query text that allows one action on one file until a moment, in seconds since 1970. */
export function ticketFor(purpose: Purpose, path: string, until: number): string {
  return `sign=${signature(purpose, path, until)}&t=${until}`
}

/** Verifies a ticket at a moment; `now` in milliseconds. */
export function judge(
  ticket: string,
  { purpose, path, now }: { purpose: Purpose; path: string; now: number },
): 'valid' | 'expired' | 'wrong' {
  const query = new URLSearchParams(ticket)
  const until = Number(query.get('t'))
  const given = Buffer.from(query.get('sign') ?? '')
  const right = Buffer.from(signature(purpose, path, until))
  if (given.length !== right.length || !timingSafeEqual(given, right)) return 'wrong'
  return now < until * 1000 ? 'valid' : 'expired'
}

const signature = (purpose: Purpose, path: string, until: number): string =>
  createHmac('sha256', KEY).update(`${purpose}\n${path}\n${until}`).digest('hex')
