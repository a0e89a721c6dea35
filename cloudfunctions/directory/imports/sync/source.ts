import { createHmac } from 'node:crypto'
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import * as v from 'valibot'
import { MAX_ROWS } from '../sheet/cell'
import type { Line } from '../sheet/lines'

/** Milliseconds one page may take, and bytes it may have. */
const PATIENCE = 5000
const MOST_BYTES = 5 * 1024 * 1024
const MOST_PAGES = 1000

/** The internal system did not answer as agreed; the message says how, for the report. */
export class SourceFault extends Error {}

/** Where the internal system is asked, and the secret that proves that it is we who ask. */
export function sourceOf({
  SYNC_URL,
  SYNC_SECRET,
}: NodeJS.ProcessEnv): { url: URL; secret: string } | undefined {
  if (!SYNC_URL || !SYNC_SECRET || !/^https?:\/\//.test(SYNC_URL)) return undefined
  return { url: new URL(SYNC_URL), secret: SYNC_SECRET }
}

const word = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform(value => String(value).trim()),
)
const words = v.array(word)
/** The names of a department from the top down, as a list or with `/` between them. */
const path = v.pipe(
  v.union([word, words]),
  v.transform(said => (typeof said === 'string' ? said.split('/').map(name => name.trim()) : said)),
)
const cell = v.optional(v.nullable(word))
const person = v.object({
  name: cell,
  account: cell,
  phone: cell,
  mail: cell,
  wechat: cell,
  office: cell,
  qq: cell,
  kind: cell,
  departments: v.optional(v.array(path), []),
  posts: v.optional(words),
})
const answer = v.object({
  members: v.array(person),
  /** The number of the page that follows. */
  next: v.optional(v.nullable(v.pipe(v.number(), v.integer()))),
})

/**
 * Everybody the internal system knows, page by page.
 * @throws SourceFault when it cannot be reached in time, or answers something else
 */
export async function linesFrom(source: { url: URL; secret: string }): Promise<Line[]> {
  const lines: Line[] = []
  let page: number | null | undefined = 1
  for (let pages = 0; page; pages++) {
    if (pages === MOST_PAGES) throw new SourceFault(`接口的页数超过 ${MOST_PAGES}`)
    const reply: v.InferOutput<typeof answer> = parsed(await ask(source, page))
    for (const one of reply.members) lines.push(lineOf(one, lines.length + 1))
    if (lines.length > MAX_ROWS) throw new SourceFault(`接口给出的人数超过 ${MAX_ROWS}`)
    page = reply.next
  }
  return lines
}

function parsed(text: string): v.InferOutput<typeof answer> {
  try {
    return v.parse(answer, JSON.parse(text))
  } catch {
    throw new SourceFault('接口的回答不是约定的格式')
  }
}

function lineOf({ departments, posts, ...cells }: v.InferOutput<typeof person>, line: number): Line {
  const filled = Object.fromEntries(Object.entries(cells).map(([column, text]) => [column, text ?? '']))
  return {
    line,
    cells: filled,
    departments: departments.map(names => names.filter(Boolean)).filter(names => names.length),
    ...(posts && { posts: posts.filter(Boolean) }),
    headings: {},
  }
}

function ask({ url, secret }: { url: URL; secret: string }, page: number): Promise<string> {
  const address = new URL(url)
  address.searchParams.set('page', String(page))
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signed = `${timestamp}${address.pathname}${address.search}`
  const headers = {
    'X-Timestamp': timestamp,
    'X-Signature': createHmac('sha256', secret).update(signed).digest('hex'),
    Accept: 'application/json',
  }
  return get(address, headers)
}

/** The body of a plain 200; redirects are not followed, so that what is signed goes to nobody else. */
function get(address: URL, headers: Record<string, string>): Promise<string> {
  const send = address.protocol === 'https:' ? overHttps : overHttp
  return new Promise((resolve, reject) => {
    const asked = send(address, { headers }, reply => {
      if (reply.statusCode !== 200) {
        reply.resume()
        return reject(new SourceFault(`接口回答了状态码 ${reply.statusCode}`))
      }
      const parts: Buffer[] = []
      let bytes = 0
      reply.on('data', (part: Buffer) => {
        bytes += part.length
        if (bytes > MOST_BYTES) reply.destroy(new SourceFault('接口的一页太大'))
        parts.push(part)
      })
      reply.on('end', () => resolve(Buffer.concat(parts).toString()))
      reply.on('error', error => reject(faultOf(error)))
    })
    const patience = setTimeout(() => asked.destroy(new SourceFault('接口没有及时应答')), PATIENCE)
    asked.on('close', () => clearTimeout(patience))
    asked.on('error', error => reject(faultOf(error)))
    asked.end()
  })
}

const faultOf = (error: Error): SourceFault =>
  error instanceof SourceFault ? error : new SourceFault('接口连接不上')
