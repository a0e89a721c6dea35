import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LocalCloud } from '../../scripts/local-cloud/cloud'
import type { FileSummary } from '../../scripts/local-cloud/console/replies'
import { start } from '../../scripts/local-cloud/start'

const at = Date.UTC(2026, 2, 1)
const html = { bytes: Buffer.from('<script>alert(1)</script>'), type: 'text/html', modified: at }
const photo = { bytes: Buffer.alloc(100_000, 1), type: 'image/jpeg', modified: at }

describe.each(['in memory', 'in a folder'])('files %s', kind => {
  let folder: string
  let cloud: LocalCloud
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'console-'))
    cloud = await start(kind === 'in memory' ? {} : { data: folder })
    await cloud.files.put('incoming/o-1/照片 1.jpg', photo)
    await cloud.files.put('a.html', html)
  })
  afterEach(async () => {
    await cloud.close()
    rmSync(folder, { recursive: true })
  })
  const ask = (path: string, init?: RequestInit) => fetch(`${cloud.url}/local/console/files${path}`, init)

  test('are listed by path with size, type, time and id', async () => {
    const files = (await (await ask('')).json()) as FileSummary[]
    const modified = '2026-03-01T00:00:00.000Z'
    const id = (path: string) => expect.stringMatching(new RegExp(`^cloud://.*/${path}$`))
    expect(files).toEqual([
      { path: 'a.html', size: html.bytes.length, type: 'text/html', modified, id: id('a.html') },
      {
        path: 'incoming/o-1/照片 1.jpg',
        size: 100_000,
        type: 'image/jpeg',
        modified,
        id: id('incoming/o-1/照片 1.jpg'),
      },
    ])
  })

  test('are sent to be saved, never to be shown', async () => {
    const response = await ask('/content?path=a.html')
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(await response.text()).toBe(html.bytes.toString())
  })

  test('are removed once', async () => {
    const remove = async () => (await ask('?path=a.html', { method: 'DELETE' })).status
    expect([await remove(), await remove()]).toEqual([200, 404])
    expect((await ask('/content?path=a.html')).status).toBe(404)
    expect(await cloud.files.has('incoming/o-1/照片 1.jpg')).toBe(true)
  })
})
