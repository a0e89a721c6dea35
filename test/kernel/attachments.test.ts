import { DAY, HOUR } from '#contract/kernel/time'
import { fileIdOf, pathOf } from '../../scripts/local-cloud/storage/file-id'
import { ticketIn } from '../make/materials'
import { exif, jpeg, mp3, png } from '../make/media'
import { dispatched, reported } from '../make/tickets'
import { uploadedBy, uploadPath } from '../make/upload'
import { aWorld, codeOf } from '../make/world'

const world = aWorld()
const MEGABYTE = 1024 * 1024
const upload = (bytes: Buffer, name = '1.jpg', as = 't-lin') => uploadedBy(as, world.cloud, bytes, name)
const report = (photos: string[], more = {}) => reported(world, 't-lin', { photos, ...more })
const paths = async (folder = 'tickets/') =>
  (await world.cloud.files.list()).map(({ path }) => path).filter(path => path.startsWith(folder))
const openid = 'o-t-lin'

/** A file in the person's own folder under a name that nobody gave out. */
async function smuggled(bytes: Buffer, path = `incoming/${openid}/mine.jpg`): Promise<string> {
  await world.cloud.files.put(path, { bytes, type: 'image/jpeg', modified: 0 })
  return fileIdOf(path)
}

test('L-34: a photo says nowhere where it was taken once it is kept', async () => {
  const secret = 'GPS 23.1 N'
  const fileId = await upload(jpeg([exif(6, 'II', secret)], Buffer.from(secret)))
  const { photos } = await report([fileId])
  const kept = Buffer.from(await (await fetch(photos[0]!)).arrayBuffer())
  expect(kept.includes(secret)).toBe(false)
  expect(kept.length).toBe(jpeg().length + 36)
})

test('L-34: the names of kept files are random: no id of a ticket leads to them', async () => {
  const { id } = await report([await upload(jpeg()), await upload(png(), '2.png')], {
    voice: { fileId: await upload(mp3(), '1.mp3'), seconds: 3 },
  })
  const { photos, voice } = ticketIn(world.cloud, id)
  const kept = [...photos!, voice!.file].map(file => pathOf(file)!)
  for (const path of kept) expect(path).toMatch(/^tickets\/[0-9a-f]{32}\.(jpg|png|mp3)$/)
  for (const path of kept) expect(path).not.toContain(id)
})

test.each([
  ['a name that was not given out', () => smuggled(jpeg())],
  ['somebody else’s upload', () => upload(jpeg(), '1.jpg', 't-su')],
  [
    'a name given out, and nothing uploaded',
    async () => fileIdOf(await uploadPath('t-lin', world.cloud, 'jpg')),
  ],
  ['what was put there for the console', () => smuggled(jpeg(), 'incoming/console/1.jpg')],
  ['what is no picture', () => upload(Buffer.from('<script>'))],
  ['a picture that ends too soon', () => upload(jpeg().subarray(0, -2))],
])('attack: %s is refused', async (_what, file) => {
  const [good, bad] = [await upload(jpeg()), await file()]
  const before = await paths('')
  expect(await codeOf(report([good, bad]))).toBe('FILE_UNUSABLE:photos.1')
  expect(await paths('')).toEqual(before)
})

test('attack: the same upload twice is refused', async () => {
  const fileId = await upload(jpeg())
  expect(await codeOf(report([fileId, fileId]))).toBe('FILE_UNUSABLE:photos.1')
})

test('attack: what is too large is refused before any of it is read', async () => {
  const large = await Promise.all(
    Array.from({ length: 4 }, () => upload(Buffer.concat([jpeg(), Buffer.alloc(6 * MEGABYTE)]))),
  )
  const reads = jest.spyOn(world.cloud.files, 'get')
  expect(await codeOf(report(large))).toBe('FILE_UNUSABLE:photos.0')
  // One HEAD each.
  expect(reads).toHaveBeenCalledTimes(large.length)
  reads.mockRestore()
})

test('attack: of good photos and a bad voice note nothing is kept, however often it is tried', async () => {
  const photos = await Promise.all(Array.from({ length: 9 }, () => upload(jpeg())))
  const voice = { fileId: await upload(Buffer.from('ID3 no voice'), '1.mp3'), seconds: 3 }
  const before = await paths()
  for (let tries = 0; tries < 3; tries++)
    expect(await codeOf(report(photos, { voice }))).toBe('FILE_UNUSABLE:voice')
  expect(await paths()).toEqual(before)
  expect((await report(photos)).photos).toHaveLength(9)
})

test('files that were written are removed when the rest cannot be', async () => {
  const photos = [await upload(jpeg()), await upload(jpeg()), await upload(jpeg())]
  const before = await paths()
  world.cloud.faults.add({ action: 'storage.getUploadMetadata', nth: 3, kind: 'error', when: 'before' })
  const press = { key: 'kept-or-not' }
  expect(await codeOf(reported(world, 't-lin', { photos }, press))).toBe('INTERNAL')
  world.cloud.faults.clear()
  expect(await paths()).toEqual(before)
  expect((await reported(world, 't-lin', { photos }, press)).photos).toHaveLength(3)
})

test('of two presses with the same photo, the one that loses leaves the photo of the other', async () => {
  const { id } = await dispatched(world)
  await world.as('w-zhao').repair.start({ id })
  const photos = [await upload(jpeg(), '1.jpg', 'w-zhao')]
  const finish = () => world.as('w-zhao').repair.finish({ id, report: '换了垫圈', photos })
  const answers = await Promise.all([codeOf(finish()), codeOf(finish())])
  expect(answers.filter(code => code === 'OK')).toHaveLength(1)
  const [photo] = ticketIn(world.cloud, id).report!.photos
  expect(await world.cloud.files.has(pathOf(photo!)!)).toBe(true)
})

test('a place to upload is the same for the same key, and the caller’s own', async () => {
  const request = (key: string) => world.as('t-lin').account.requestUpload({ extension: 'jpg' }, { key })
  const { path } = await request('a')
  expect(path).toMatch(new RegExp(`^incoming/${openid}/[0-9a-f]{32}\\.jpg$`))
  expect(await request('a')).toEqual({ path })
  expect((await request('b')).path).not.toBe(path)
  expect(await codeOf(world.as('t-lin').account.requestUpload({ extension: '../x' }))).toBe(
    'INVALID_INPUT:extension',
  )
})

test('the night removes what was uploaded and never used, and leaves what is a few days old', async () => {
  const now = world.cloud.clock.now()
  const [old, used] = [await upload(jpeg()), await upload(jpeg())]
  const { id } = await report([used])
  world.cloud.clock.set(new Date(now + 5 * DAY))
  const young = await upload(jpeg())
  world.cloud.clock.set(new Date(now + 7 * DAY + HOUR))
  await world.cloud.invoke('account', {}, { source: 'wx_trigger' })
  const there = (fileId: string) => world.cloud.files.has(pathOf(fileId)!)
  expect([await there(old), await there(young)]).toEqual([false, true])
  expect(await there(ticketIn(world.cloud, id).photos![0]!)).toBe(true)
  expect(await paths('uploads/')).toEqual([])
  world.cloud.clock.set(new Date(now))
})

test('every query of these tests was served by a declared index', () => {
  expect(world.cloud.database.queries.filter(({ index }) => index === null)).toEqual([])
})
