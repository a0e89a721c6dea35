import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { buildPreview } from '../../scripts/preview/build'
import { servePreview } from '../../scripts/preview/serve'

const PERSONAS = [
  { id: 'lin', name: '林老师', roles: ['staff', 'room.admin'], openid: 'openid-lin' },
  { id: 'wang', name: '王同学', roles: ['student'], openid: 'openid-wang' },
  { id: 'chen', name: '陈老师', roles: ['staff'], openid: 'openid-chen' },
]

export interface World {
  url: string
  close(): Promise<void>
}

/** Builds and serves the fixture, with a cloud that knows one function, `echo`. */
export async function startWorld(): Promise<World> {
  const outDir = fs.mkdtempSync(path.join(os.tmpdir(), 'weoffice-preview-'))
  await buildPreview({ miniprogram: path.join(__dirname, 'fixture'), outDir })
  const cloud = http.createServer(answer)
  const cloudUrl = await listen(cloud)
  const preview = servePreview(outDir, cloudUrl)
  const url = await listen(preview)
  return {
    url,
    close: async () => {
      await Promise.all([closed(cloud), closed(preview)])
      fs.rmSync(outDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  if (request.url === '/local/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': nothing ever changes\n\n')
    return
  }
  if (request.url === '/local/clock.js') {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end()
    return
  }
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(reply(request.url ?? '', Buffer.concat(chunks).toString())))
}

function reply(url: string, body: string): unknown {
  if (url === '/local/personas') return PERSONAS
  if (url === '/local/call/echo') return { result: JSON.parse(body) }
  return { error: { errCode: -501000, errMsg: 'cloud.callFunction:fail FunctionName does not exist' } }
}

function listen(server: http.Server): Promise<string> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}

function closed(server: http.Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
