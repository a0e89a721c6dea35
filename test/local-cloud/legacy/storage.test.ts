import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AdminCloud, answered } from '../../../scripts/admin/tcb'
import { buildFunctions } from '../../../scripts/build/functions'
import { onlyLocal, REMOTE } from '../remote'
import { openCloud, type ScriptCloud } from './cloud'

const folder = mkdtempSync(join(tmpdir(), 'legacy-'))
let cloud: ScriptCloud
let admin: AdminCloud
let uploaded: string[] = []

beforeAll(() => buildFunctions({ outDir: folder, sources: join(__dirname, '..', 'fixture'), names: ['who'] }))
afterAll(() => rmSync(folder, { recursive: true }))

beforeEach(async () => {
  cloud = await openCloud({ functions: folder })
  admin = cloud.admin
})
afterEach(async () => {
  if (REMOTE && uploaded.length > 0) await admin.deleteFile({ fileList: uploaded })
  uploaded = []
  await cloud.close()
})

async function upload(cloudPath: string, content: Buffer | string): Promise<string> {
  const { fileID } = await admin.uploadFile({ cloudPath, fileContent: Buffer.from(content as string) })
  uploaded.push(fileID)
  return fileID
}

const download = async (fileID: string) => (await admin.downloadFile({ fileID })).fileContent

test.each(['plain.txt', '报修/照片 1.jpg', '100%41.png', 'a+b&c=d.png', `it's "quoted".pdf`])(
  'a file called %j comes back as it was uploaded',
  async path => {
    const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 256))
    const fileID = await upload(path, bytes)
    expect(fileID.endsWith(`/${path}`)).toBe(true)
    expect(await download(fileID)).toEqual(bytes)
  },
)

onlyLocal('a stream is uploaded with the type that its name tells', async () => {
  const file = join(folder, 'photo.jpg')
  writeFileSync(file, 'picture')
  const { fileID } = await admin.uploadFile({ cloudPath: 'a/photo', fileContent: createReadStream(file) })
  expect((await download(fileID)).toString()).toBe('picture')
  expect(await cloud.local.files.get('a/photo')).toMatchObject({ type: 'image/jpeg' })
})

test('a path that no file can have is refused', async () => {
  await expect(upload('a//b', 'x')).rejects.toThrow('INVALID_PARAM')
})

onlyLocal('a file above the limit on uploads is refused with the storage’s own words', async () => {
  const huge = Buffer.alloc(100 * 1024 * 1024 + 1)
  const reply = admin.uploadFile({ cloudPath: 'huge.bin', fileContent: huge })
  await expect(answered(reply)).rejects.toMatchObject({ code: 'STORAGE_REQUEST_FAIL' })
  expect(await cloud.local.files.has('huge.bin')).toBe(false)
})

onlyLocal('temporary addresses last as long as was asked, by the cloud’s clock', async () => {
  const fileID = await upload('a.txt', 'text')
  const { fileList } = await answered(admin.getTempFileURL({ fileList: [{ fileID, maxAge: 60 }] }))
  expect(fileList).toMatchObject([{ code: 'SUCCESS', fileID, maxAge: 60 }])
  expect(await (await fetch(fileList[0]!.tempFileURL!)).text()).toBe('text')
  cloud.local.clock.advance(62_000)
  expect((await fetch(fileList[0]!.tempFileURL!)).status).toBe(403)
})

test('files are deleted, and each that was not there is named', async () => {
  const fileID = await upload('a.txt', 'text')
  const { fileList } = await answered(admin.deleteFile({ fileList: [fileID, `${fileID}x`] }))
  expect(fileList).toEqual([
    { code: 'SUCCESS', fileID },
    { code: 'STORAGE_FILE_NONEXIST', fileID: `${fileID}x` },
  ])
  await expect(answered(admin.downloadFile({ fileID }))).rejects.toMatchObject({
    code: 'STORAGE_FILE_NONEXIST',
  })
})

test('more than 50 files in one call are refused', async () => {
  const fileList = Array(51).fill(await upload('a.txt', 'text'))
  for (const request of [admin.deleteFile({ fileList }), admin.getTempFileURL({ fileList })])
    await expect(answered<object>(request)).rejects.toMatchObject({ code: 'INVALID_PARAM' })
  expect((await download(fileList[0]!)).toString()).toBe('text')
})

onlyLocal('a function that a script calls runs as nobody', async () => {
  const { result } = await answered(admin.callFunction({ name: 'who', data: { wait: 1 } }))
  expect(result).toMatchObject({ source: 'scf', calls: 1 })
  expect(result).not.toHaveProperty('openid')
})

test('a function that is not there is refused by its code', async () => {
  await expect(answered(admin.callFunction({ name: 'nothing' }))).rejects.toMatchObject({
    code: 'FUNCTION_NOT_FOUND',
  })
})

onlyLocal('scripts of two clouds know nothing of each other', async () => {
  const other = await openCloud()
  await other.admin.uploadFile({ cloudPath: 'a.txt', fileContent: Buffer.from('other') })
  expect(await cloud.local.files.has('a.txt')).toBe(false)
  await upload('b.txt', 'x')
  expect(await other.local.files.has('b.txt')).toBe(false)
  await other.local.close()
})
