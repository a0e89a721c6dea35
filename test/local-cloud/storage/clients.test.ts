import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildFunctions } from '../../../scripts/build/functions'
import type { LocalCloud } from '../../../scripts/local-cloud/cloud'
import { start } from '../../../scripts/local-cloud/start'

const DENIED = -503002
const MALFORMED = -501007
const folder = mkdtempSync(join(tmpdir(), 'clients-'))
let local: LocalCloud

beforeAll(() => buildFunctions({ outDir: folder, sources: join(__dirname, 'fixture') }))
afterAll(() => rmSync(folder, { recursive: true }))

beforeEach(async () => {
  local = await start({ functions: folder, seed: () => ({}) })
})
afterEach(() => local.close())

interface Reply {
  fileID?: string
  error?: { errCode: number; errMsg: string }
}

/** Uploads as `wx.cloud.uploadFile` does for a person. */
async function upload(as: string, path: string, init: RequestInit = {}): Promise<Reply> {
  const query = new URLSearchParams({ as, path })
  const response = await fetch(`${local.url}/local/upload?${query}`, { method: 'POST', body: 'x', ...init })
  return (await response.json()) as Reply
}

test('a client uploads to a folder of its own, as an openid or as a persona', async () => {
  const { fileID } = await upload('o-1', 'incoming/o-1/照片 1%.jpg', { body: 'picture' })
  expect(fileID).toMatch(/^cloud:\/\/.+\/incoming\/o-1\/照片 1%\.jpg$/)
  expect(await local.files.get('incoming/o-1/照片 1%.jpg')).toMatchObject({
    bytes: Buffer.from('picture'),
    type: 'text/plain;charset=UTF-8',
  })
  expect(await upload('t-lin', 'incoming/o-t-lin/a.jpg')).toHaveProperty('fileID')
})

test.each([
  ['o-1', 'incoming/o-2/a.jpg', DENIED],
  ['o-1', 'incoming/o-1a/a.jpg', DENIED],
  ['o-1', 'incoming/o-1', DENIED],
  ['o-1', 'kept/a.jpg', DENIED],
  ['o-1', 'kept/incoming/o-1/a.jpg', DENIED],
  ['o-1', 'incoming/o-1/../o-2/a.jpg', MALFORMED],
  ['o-1', '', MALFORMED],
  ['', 'incoming/undefined/a.jpg', DENIED],
  ['', 'incoming//a.jpg', MALFORMED],
])('%j uploads nothing to %j', async (as, path, errCode) => {
  const { error } = await upload(as, path)
  expect(error).toEqual({ errCode, errMsg: expect.stringMatching(/^cloud\.uploadFile:fail/) })
  expect(await local.files.has(path)).toBe(false)
})

test('a client reads no file, not even its own, and does not learn which there are', async () => {
  const { fileID } = await upload('o-1', 'incoming/o-1/a.jpg')
  for (const id of [fileID!, fileID!.replace('a.jpg', 'b.jpg')]) {
    const response = await fetch(`${local.url}/local/file?${new URLSearchParams({ as: 'o-1', id })}`)
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ error: { errCode: DENIED } })
  }
})

test('a function takes over what its caller has uploaded, at no database call', async () => {
  await upload('o-1', 'incoming/o-1/a.txt', { body: '正文' })
  const caller = { openid: 'o-1', source: 'wx_client' }
  const { result, invocation } = await local.invoke('keep', { name: 'a.txt' }, caller)
  expect(JSON.parse(result!)).toMatchObject({
    fileID: expect.stringMatching(/\/kept\/a\.txt$/),
    text: '正文',
  })
  expect(await local.files.has('incoming/o-1/a.txt')).toBe(false)
  expect(invocation.databaseCalls).toBe(0)
})

test('a function is told what its caller, and nobody else, may do with a file', async () => {
  await upload('o-1', 'incoming/o-1/a.txt')
  const { result } = await local.invoke('keep', { name: 'a.txt' }, { openid: 'o-1', source: 'wx_client' })
  expect(JSON.parse(result!).authority).toMatchObject([
    { path: 'incoming/o-1/a.txt', read: false, write: true },
    { path: 'kept/a.txt', read: false, write: false },
    { path: 'incoming/o-other/a.txt', read: false, write: false },
  ])
})
