import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import cloud from 'wx-server-sdk'
import { onlyLocal } from '../remote'
import {
  addressesOf,
  addressOf,
  beside,
  copy,
  download,
  isThere,
  nodeCloud,
  openStorage,
  remove,
  type TestStorage,
  upload,
} from './sdk'

const MISSING = -503003
let storage: TestStorage

beforeEach(async () => {
  storage = await openStorage()
})
afterEach(() => storage.close())

describe('a file', () => {
  test.each([
    'plain.jpg',
    'repair/2026/照片 1.jpg',
    '100%.png',
    '%41.png',
    'a+b&c=d.png',
    `it's "quoted".pdf`,
    '报修/🔧;,:@$!*().txt',
    `${'长'.repeat(283)}.`,
  ])('called %j comes back as it was uploaded', async path => {
    const fileID = await upload(path, `content of ${path}`)
    expect(fileID).toMatch(/^cloud:\/\/[\w-]+\.[^/]+\//)
    expect(fileID.endsWith(`/${path}`)).toBe(true)
    expect(await download(fileID)).toBe(`content of ${path}`)
  })

  test('of any bytes comes back byte by byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7919) % 256))
    const { fileContent } = await cloud.downloadFile({ fileID: await upload('photo.jpg', bytes) })
    expect(fileContent.equals(bytes)).toBe(true)
  })

  test('without a byte is a file', async () => {
    const fileID = await upload('empty.txt', '')
    expect(await download(fileID)).toBe('')
  })

  test('is uploaded from a stream', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'storage-'))
    writeFileSync(join(folder, 'report.csv'), 'a,b\n')
    const fileContent = createReadStream(join(folder, 'report.csv'))
    const { fileID } = await cloud.uploadFile({ cloudPath: 'report.csv', fileContent })
    expect(await download(fileID)).toBe('a,b\n')
    await remove([fileID])
    rmSync(folder, { recursive: true })
  })

  test('uploaded to a path that is taken takes its place', async () => {
    await upload('note.txt', 'first')
    expect(await download(await upload('note.txt', 'second'))).toBe('second')
  })

  test('tells its size and type without being read', async () => {
    const fileID = await upload('repair/照片.png', 'picture')
    const { fileList } = await nodeCloud().getFileInfo({ fileList: [{ fileID, maxAge: 60 }] })
    expect(fileList).toMatchObject([{ fileName: '照片.png', mime: 'image/png', size: 7 }])
  })

  test('that is deleted is gone, and a second time it is missing', async () => {
    const fileList = [await upload('a.txt')]
    expect(await remove(fileList)).toMatchObject([{ status: 0, errMsg: 'ok' }])
    await expect(download(fileList[0]!)).rejects.toMatchObject({ errMsg: /downloadFile:fail/ })
    expect(await remove(fileList)).toMatchObject([{ status: MISSING }])
  })

  onlyLocal('above the limit on uploads is refused, and nothing of it stays', async () => {
    const fileContent = Buffer.alloc(100 * 1024 * 1024 + 1)
    await expect(cloud.uploadFile({ cloudPath: 'huge.bin', fileContent })).rejects.toMatchObject({
      errMsg: expect.stringContaining('EntityTooLarge'),
    })
    expect(await storage.local.files.has('huge.bin')).toBe(false)
  })
})

test.each(['/a.jpg', 'a//b.jpg', 'a/../b.jpg', './a.jpg', 'folder/', 'bell\u0007.jpg', '长'.repeat(284)])(
  'the path %j is refused',
  async path => {
    await expect(upload(path)).rejects.toMatchObject({ code: 'INVALID_PARAM' })
  },
)

describe('copying', () => {
  test('leaves the original where it is, with the same content', async () => {
    const fileID = await upload('incoming/o-1/a.jpg', 'picture')
    const { fileId } = await copy({ srcPath: 'incoming/o-1/a.jpg', dstPath: 'repair/a.jpg' })
    expect(await download(fileId!)).toBe('picture')
    expect(await download(fileID)).toBe('picture')
  })

  test('moves when the original is to be removed', async () => {
    const fileID = await upload('incoming/o-1/a.jpg', 'picture')
    const files = { srcPath: 'incoming/o-1/a.jpg', dstPath: 'repair/a.jpg', removeOriginal: true }
    const { fileId } = await copy(files)
    expect(await isThere(fileID)).toBe(false)
    expect(await download(fileId!)).toBe('picture')
  })

  test('replaces what is there unless told not to', async () => {
    await upload('a/x.txt', 'new')
    const there = await upload('b/x.txt', 'old')
    const { code } = await copy({ srcPath: 'a/x.txt', dstPath: 'b/x.txt', overwrite: false })
    expect([code, await download(there)]).toEqual(['STORAGE_FILE_PATH_CONFLICT', 'old'])
    await copy({ srcPath: 'a/x.txt', dstPath: 'b/x.txt' })
    expect(await download(there)).toBe('new')
  })

  test('of a file that is missing says so', async () => {
    const copied = await copy({ srcPath: 'a/x.txt', dstPath: 'b/x.txt' })
    expect(copied).toMatchObject({ code: 'STORAGE_FILE_NONEXIST' })
  })
})

describe('a list of files', () => {
  test('of 50 is answered in its order, the missing ones among them', async () => {
    const there = await upload('there.txt')
    const fileList = Array.from({ length: 50 }, (_, i) => (i % 2 ? there : there.replace('there', `no-${i}`)))
    const answers = await addressesOf(fileList)
    expect(answers.map(({ fileID }) => fileID)).toEqual(fileList)
    expect(answers.map(({ status }) => status)).toEqual(fileList.map((_, i) => (i % 2 ? 0 : MISSING)))
  })

  test('of 51 is refused as a whole', async () => {
    const file = await upload('a.txt')
    const fileList = Array.from({ length: 51 }, (_, i) => (i ? beside(file, `${i}.txt`) : file))
    const copies = fileList.map((_, i) => ({ srcPath: 'a.txt', dstPath: `${i}/a.txt` }))
    for (const request of [
      remove(fileList),
      addressesOf(fileList),
      nodeCloud().copyFile({ fileList: copies }),
    ])
      await expect(request).rejects.toMatchObject({ code: 'INVALID_PARAM' })
    expect(await isThere(file)).toBe(true)
    expect(await isThere(beside(file, '0/a.txt'))).toBe(false)
  })

  test('takes a file of another cloud for missing', async () => {
    await upload('a.txt')
    expect(await addressesOf(['cloud://other.bucket/a.txt'])).toMatchObject([
      { status: MISSING, tempFileURL: '' },
    ])
  })

  test('with an age that is no number of seconds is refused', async () => {
    const fileID = await upload('a.txt')
    for (const maxAge of [0, -1, 1.5, '60'])
      await expect(addressOf({ fileID, maxAge: maxAge as number })).rejects.toMatchObject({
        code: 'INVALID_PARAM',
      })
  })
})
