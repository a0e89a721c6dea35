import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LocalCloud } from '../../../scripts/local-cloud/cloud'
import { FileFolder } from '../../../scripts/local-cloud/storage/file-folder'
import { download, openCloud, upload } from './sdk'

let data: string
let local: LocalCloud | undefined

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'files-'))
})
afterEach(async () => {
  await local?.close()
  local = undefined
  rmSync(data, { recursive: true })
})

/** Starts the cloud on the data that the one before has left. */
async function restart(): Promise<LocalCloud> {
  await local?.close()
  local = await openCloud({ data })
  return local
}

const text = (content: string) => ({ bytes: Buffer.from(content), type: 'text/plain', modified: 1 })

test('files are there after a restart, with what is known of them', async () => {
  const first = await restart()
  const path = '报修/CON.照片 "1":*.jpg'
  const fileID = await upload(path, 'picture')
  const before = await first.files.get(path)
  const second = await restart()
  expect(await download(fileID)).toBe('picture')
  expect(await second.files.get(path)).toEqual(before)
})

test('a deleted file stays deleted after a restart', async () => {
  const first = await restart()
  await upload('a.txt')
  await first.files.remove('a.txt')
  const second = await restart()
  expect(await second.files.has('a.txt')).toBe(false)
})

test('paths that differ in nothing but case are different files', async () => {
  const files = await FileFolder.open(data)
  await files.put('a.txt', text('small'))
  await files.put('A.txt', text('big'))
  expect((await files.get('a.txt'))!.bytes.toString()).toBe('small')
})

test('uploads to one path at the same time leave one of them whole', async () => {
  const files = await FileFolder.open(data)
  const contents = Array.from({ length: 10 }, (_, i) => String(i).repeat(100_000))
  await Promise.all(contents.map(content => files.put('a.txt', text(content))))
  expect(contents).toContain((await files.get('a.txt'))!.bytes.toString())
  expect(readdirSync(data)).toHaveLength(1)
})

test.each(['a.txt', 'b.txt'])('a kill between write and rename of %s leaves no half file', async path => {
  await (await FileFolder.open(data)).put('a.txt', text('first'))
  const script = join(__dirname, 'killed-at-rename.ts')
  const { signal, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, data, path])
  expect({ signal, stderr: stderr.toString() }).toEqual({ signal: 'SIGKILL', stderr: '' })
  expect(readdirSync(data)).toHaveLength(2)
  const files = await FileFolder.open(data)
  expect(readdirSync(data)).toHaveLength(1)
  expect((await files.get('a.txt'))!.bytes.toString()).toBe('first')
  expect(await files.has('b.txt')).toBe(false)
})

test('an upload that cannot be written says so and leaves nothing behind', async () => {
  await restart()
  rmSync(join(data, 'files'), { recursive: true })
  jest.spyOn(console, 'error').mockImplementation()
  await expect(upload('a.txt')).rejects.toMatchObject({ errMsg: expect.stringContaining('InternalError') })
  expect(existsSync(join(data, 'files'))).toBe(false)
})
