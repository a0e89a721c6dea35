import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a ticket lets its holder do. */
type Purpose = 'upload' | 'download'

/** No secret, as nothing on this machine is: it makes a wrong or outdated address fail as it fails on the cloud. */
const KEY = 'local'

/** Query text that allows one thing with one file until a moment, in seconds since 1970. */
export function ticketFor(purpose: Purpose, path: string, until: number): string {
  return `sign=${signature(purpose, path, until)}&t=${until}`
}

/** What a ticket is worth at a moment in milliseconds. */
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
