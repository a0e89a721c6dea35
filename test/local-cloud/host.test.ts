import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { servePreview } from '../../scripts/preview/serve'
import { aWorld } from '../make/world'

const folder = mkdtempSync(join(tmpdir(), 'weoffice-host-'))
for (const name of ['index.html', 'phone.html']) writeFileSync(join(folder, name), 'a page')
const world = aWorld({ pages: folder, console: folder })
const preview = servePreview(folder)
beforeAll(() => new Promise<void>(resolve => preview.listen(0, '127.0.0.1', resolve)))
afterAll(async () => {
  await new Promise(resolve => preview.close(resolve))
  rmSync(folder, { recursive: true })
})

/** The status of a request that asks for another host than the one it is sent to. */
const statusOf = (port: number, host: string, [method, path]: readonly [string, string]): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { port, host: '127.0.0.1', path, method, headers: { host }, agent: false },
      reply => {
        reply.resume()
        resolve(reply.statusCode!)
      },
    )
    sent.on('error', reject).end(method === 'POST' ? '{}' : undefined)
  })
const portOfCloud = () => Number(new URL(world.cloud.url).port)
const portOfPreview = () => (preview.address() as AddressInfo).port

const FOREIGN = ['evil.example', 'evil.example:5180', '127.0.0.1.evil.example', '192.168.1.2', '0.0.0.0']
const DOORS = [
  ['GET', '/'],
  ['GET', '/phone.html'],
  ['GET', '/console/'],
  ['GET', '/local/personas'],
  ['GET', '/local/collections/members'],
  ['GET', '/storage/x.png'],
  ['DELETE', '/local/faults'],
  ['POST', '/local/call/account'],
  ['POST', '/admin'],
  ['POST', '/'],
  ['PUT', '/storage/x.png'],
] as const

test.each(DOORS)('B9: the local cloud refuses %s %s for the name of another machine', async (...door) => {
  for (const host of FOREIGN) expect(await statusOf(portOfCloud(), host, door)).toBe(403)
})

test.each(DOORS.slice(0, 4))(
  'the local cloud answers %s %s by the names of this machine',
  async (...door) => {
    for (const host of ['127.0.0.1', 'localhost', 'LOCALHOST:5180', '[::1]:5180'])
      expect(await statusOf(portOfCloud(), host, door)).toBe(200)
  },
)

test('B9: the preview by itself refuses the name of another machine', async () => {
  for (const host of FOREIGN) expect(await statusOf(portOfPreview(), host, ['GET', '/'])).toBe(403)
  expect(await statusOf(portOfPreview(), 'localhost', ['GET', '/'])).toBe(200)
})
