import http from 'node:http'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { hasForeignHost } from '../origin'
import { sendFile } from '../static'
import { buildPreview } from './build'

/** Serves a built preview; what begins with /local/ is asked of `api`, the local cloud. */
export function servePreview(outDir: string, api?: string): http.Server {
  return http.createServer((request, response) => {
    if (hasForeignHost(request)) return void response.writeHead(403).end()
    const { pathname } = new URL(request.url ?? '/', 'http://preview')
    if (pathname.startsWith('/local/') && api) forward(request, response, api)
    else if (!sendFile(request, response, outDir, decodeURIComponent(pathname))) response.writeHead(404).end()
  })
}

function forward(request: http.IncomingMessage, response: http.ServerResponse, api: string): void {
  const { method, headers, url = '/' } = request
  const outgoing = http.request(new URL(url, api), { method, headers }, answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  outgoing.on('error', error => response.writeHead(502).end(error.message))
  request.pipe(outgoing)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8080' },
      api: { type: 'string' },
      miniprogram: { type: 'string', default: 'miniprogram' },
      out: { type: 'string', default: path.join('dist', 'preview') },
    },
  })
  await buildPreview({ miniprogram: values.miniprogram, outDir: values.out })
  servePreview(values.out, values.api).listen(Number(values.port), '127.0.0.1', () => {
    console.log(`ready http://127.0.0.1:${values.port}`)
  })
}

if (require.main === module) {
  main().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
