import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { slot } from '../make/time'

const ROOT = join(__dirname, '..', '..')
const data = mkdtempSync(join(tmpdir(), 'weoffice-'))
let server: ChildProcess

/** Runs what `npm start` runs; resolves with the address once it is ready. */
function launch(): Promise<string> {
  const args = ['scripts/run.mjs', 'start', '--port', '0', '--data', data, '--quiet']
  server = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    server.once('exit', code => reject(new Error(`ended with ${code}`)))
    server.stdout!.setEncoding('utf8').on('data', (text: string) => {
      const [, url] = /^ready (\S+)$/m.exec(text) ?? []
      if (url) resolve(url)
    })
  })
}

const kill = async () => {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise(resolve => server.removeAllListeners('exit').once('exit', resolve))
  server.kill('SIGKILL')
  await ended
}

afterAll(async () => {
  await kill()
  rmSync(data, { recursive: true, force: true, maxRetries: 5 })
})

test('B1: after kill -9 in the middle of 1,000 reservations every acknowledged one is there', async () => {
  const url = await launch()
  const acknowledged: string[] = []
  // Administrators of rooms have no limit on their reservations.
  const reserve = async (i: number) => {
    const input = { roomId: 'r-c03', ...slot(2, i / 2, i / 2 + 0.5), title: `第${i}个` }
    const body = JSON.stringify({ as: 'a-room', data: { op: 'reserve', input, key: `k${i}` } })
    const { result } = (await (await fetch(`${url}/local/call/room`, { method: 'POST', body })).json()) as {
      result?: { ok: boolean; data: { id: string } }
    }
    if (result?.ok) acknowledged.push(result.data.id)
    if (acknowledged.length === 300) await kill()
  }
  // Twenty people at once; those who find nobody any more give up.
  const queue = Array.from({ length: 1000 }, (_, i) => i)
  const person = async () => {
    for (let i = queue.shift(); i !== undefined; i = queue.shift()) await reserve(i)
  }
  await Promise.allSettled(Array.from({ length: 20 }, person))
  expect(acknowledged.length).toBeGreaterThanOrEqual(300)
  expect(acknowledged.length).toBeLessThan(1000)

  const again = await launch()
  const lines = await (await fetch(`${again}/local/collections/rooms`)).text()
  const rooms = lines
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  const kept = new Set(rooms.flatMap(({ bookings }) => bookings.map(({ id }: { id: string }) => id)))
  expect(acknowledged.filter(id => !kept.has(id))).toEqual([])
}, 120_000)
