import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hasForeignHost, isForeign } from '../origin'
import { sendFile } from '../static'
import type { LocalCloud, StartOptions } from './cloud'
import { routes } from './front-door'
import { sendJson, sendText, TOO_LONG } from './http'
import type { Exchange } from './route'

/** Listens on the loopback address alone. @returns the URL */
export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', resolve),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Answers everything at the cloud's address: its own APIs by path, the front door, the console and the pages. */
export function handle(cloud: LocalCloud, apis: Record<string, Listener>, options: StartOptions): Listener {
  return async (request, response) => {
    try {
      if (hasForeignHost(request))
        return sendJson(response, { error: 'this machine is asked by its own name alone' }, 403)
      const { pathname } = new URL(request.url!, 'http://localhost')
      if (request.method !== 'GET' && isForeign(request))
        return sendJson(response, { error: 'a page of another origin may not ask this' }, 403)
      const api = request.method === 'POST' && apis[pathname]
      if (api) return await api(request, response)
      for (const [method, path, answer] of routes) {
        const match = request.method === method && path.exec(pathname)
        if (match) return await answer(cloud, { request, response, name: match[1] ?? '' })
      }
      if (request.method === 'GET' && sendPage({ request, response }, pathname, options)) return
      sendText(response, `nothing at ${request.method} ${pathname}\n`, 404)
    } catch (error) {
      if (response.headersSent) return void response.end()
      sendJson(response, { error: error instanceof Error ? error.message : String(error) }, statusOf(error))
    }
  }
}

/** The HTTP status tells a fault of the request from one of the local cloud. */
function statusOf(error: unknown): number {
  if (error instanceof SyntaxError || error instanceof URIError) return 400
  const { code } = error as { code?: unknown }
  if (code === TOO_LONG) return 413
  return code === 'INVALID_PARAM' ? 400 : 500
}

/** Serves the console below /console and the preview everywhere else. @returns false when there is no such file */
function sendPage(
  { request, response }: Omit<Exchange, 'name'>,
  pathname: string,
  { pages, console }: StartOptions,
): boolean {
  const path = decodeURIComponent(pathname)
  const ofConsole = console && /^\/console(\/.*)?$/.exec(path)
  if (ofConsole) return sendFile(request, response, console, ofConsole[1] ?? '/')
  return pages !== undefined && sendFile(request, response, pages, path)
}
