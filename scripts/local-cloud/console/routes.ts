import type { IncomingMessage, ServerResponse } from 'node:http'
import type { LocalCloud } from '../cloud'
import { DatabaseError } from '../database'
import { bodyOf, sendJson, TOO_LONG } from '../http'
import type { Route } from '../route'
import { listCollections } from './collections'
import { insertDocument, removeDocument, replaceDocument, searchDocuments } from './documents'
import { listFiles, removeFile, sendContent } from './files'
import { describeFunction, listFunctions } from './functions'
import { importDocuments } from './import'
import { overview } from './overview'
import { Refused } from './refused'

interface Asked {
  request: IncomingMessage
  response: ServerResponse
  query: URLSearchParams
  /** The text that the first group of the path's pattern captured. */
  name: string
}

/** Answers with the value to send as JSON, or undefined when it has sent a reply itself. */
type Reply = (cloud: LocalCloud, asked: Asked) => unknown

const DOCUMENTS = /^\/local\/console\/collections\/([\w-]+)$/

const FILES = /^\/local\/console\/files$/

/** Routes of the console's page alone; the page also uses those of the front door. */
export const consoleRoutes: Route[] = [
  route('GET', /^\/local\/console\/overview$/, overview),
  route('GET', /^\/local\/console\/functions$/, ({ pool }) => listFunctions(pool)),
  route('GET', /^\/local\/console\/functions\/([\w-]+)$/, (cloud, { name }) => describeFunction(cloud, name)),
  route('GET', /^\/local\/console\/collections$/, ({ database }) => listCollections(database)),
  route('GET', DOCUMENTS, ({ database }, { name, query }) =>
    searchDocuments(database, name, {
      by: query.get('by') ?? 'all',
      value: query.get('value') ?? '',
      skip: Number(query.get('skip') ?? 0),
    }),
  ),
  route('POST', DOCUMENTS, async ({ database }, { name, request }) => ({
    id: await insertDocument(database, name, await bodyOf(request)),
  })),
  route('PUT', DOCUMENTS, async ({ database }, { name, request }) => {
    await replaceDocument(database, name, JSON.parse(await bodyOf(request)))
    return {}
  }),
  route('DELETE', DOCUMENTS, async ({ database }, { name, query }) => {
    await removeDocument(database, name, query.get('id') ?? '')
    return {}
  }),
  route(
    'POST',
    /^\/local\/console\/collections\/([\w-]+)\/import$/,
    async ({ database }, { name, query, request }) => {
      const mode = query.get('mode') === 'upsert' ? 'upsert' : 'insert'
      return { count: await importDocuments(database, name, { text: await bodyOf(request), mode }) }
    },
  ),
  route('GET', FILES, ({ files }) => listFiles(files)),
  route('DELETE', FILES, async ({ files }, { query }) => {
    await removeFile(files, query.get('path') ?? '')
    return {}
  }),
  route('GET', /^\/local\/console\/files\/content$/, ({ files }, { query, response }) =>
    sendContent(files, query.get('path') ?? '', response),
  ),
]

/** Sends the value of `reply` as JSON, and a refusal as `{ error, lines? }` with its status. */
function route(method: string, path: RegExp, reply: Reply): Route {
  return [
    method,
    path,
    async (cloud, { request, response, name }) => {
      const { searchParams: query } = new URL(request.url!, 'http://localhost')
      try {
        const answer = await reply(cloud, { request, response, query, name })
        if (answer !== undefined) sendJson(response, answer)
      } catch (error) {
        const refused = refusalOf(error)
        if (!refused) throw error
        sendJson(response, { error: refused.message, lines: refused.lines }, refused.status)
      }
    },
  ]
}

/** The refusal to show for an error; undefined for a fault of the local cloud itself. */
function refusalOf(error: unknown): Refused | undefined {
  if (error instanceof Refused) return error
  if (error instanceof DatabaseError) return new Refused(400, error.message)
  if ((error as { code?: unknown }).code === TOO_LONG) return new Refused(413, '内容超过 8 MB，请分成几份')
  return undefined
}
