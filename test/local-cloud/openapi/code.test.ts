import { join } from 'node:path'
import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import { onlyLocal } from '../remote'
import { withFunctions } from '../with-functions'

const world = withFunctions(join(__dirname, 'fixture'))
const page = 'features/room/search/day/day'
const draw = (args: object) => world.run('wechat', { api: 'wxacode.getUnlimited', args })

const bytes = ({ base64 }: { base64: string }) => Buffer.from(base64, 'base64')
/** From the head of the picture. */
const width = (picture: { base64: string }) => bytes(picture).readUInt32BE(16)

/** The text that a camera reads in the smallest picture there is. */
async function read(args: object): Promise<string> {
  const { data, width, height } = PNG.sync.read(bytes(await draw({ width: 280, ...args })))
  return jsQR(new Uint8ClampedArray(data), width, height, { inversionAttempts: 'dontInvert' })!.data
}

onlyLocal('a camera reads the page and the scene from the picture', async () => {
  const [path, query] = (await read({ scene: 'r=r-101&d=2026-05-01', page })).split('?')
  expect(path).toBe(page)
  expect(new URLSearchParams(query).get('scene')).toBe('r=r-101&d=2026-05-01')
})

test('a picture is as wide as asked', async () => {
  expect(width(await draw({ scene: 'a', page, width: 300 }))).toBe(300)
  const usual = await draw({ scene: 'a', page })
  expect(width(usual)).toBe(430)
  expect(usual.contentType).toBe('image/png')
})

onlyLocal('without a page the code opens the first one', async () => {
  expect(await read({ scene: 'a' })).toBe('pages/home/home?scene=a')
})

onlyLocal('a page that is not there yet can be drawn when nobody wants it checked', async () => {
  expect(await read({ scene: 'a', page: 'pages/soon/soon', checkPath: false })).toContain('pages/soon/soon')
})

test.each<[object, number]>([
  [{ scene: 'x'.repeat(33), page }, 40169],
  [{ scene: '', page }, 40169],
  [{ page }, 40169],
  [{ scene: '会议室', page }, 40169],
  [{ scene: 'a b', page }, 40169],
  [{ scene: 'a', page: 'pages/nothing/nothing' }, 41030],
  [{ scene: 'a', page: `/${page}` }, 41030],
  [{ scene: 'a', page: `${page}?a=1` }, 41030],
  [{ scene: 'a', page, width: 100 }, 40097],
])('a code with %j is refused as %i', async (args, errCode) => {
  expect(await draw(args)).toMatchObject({ errCode })
})

onlyLocal('a scene may be of 32 characters', async () => {
  expect(await read({ scene: 'x'.repeat(32), page })).toContain('x'.repeat(32))
})

onlyLocal('a link says which page it opens', async () => {
  const { openlink } = await world.run('wechat', {
    api: 'urlscheme.generate',
    args: { jumpWxa: { path: `/${page}`, query: 'id=r-101' } },
  })
  const link = new URL(openlink)
  expect(link.protocol).toBe('weixin:')
  expect(link.searchParams.get('path')).toBe(`/${page}`)
  expect(link.searchParams.get('query')).toBe('id=r-101')
})

test('a link to no page is refused', async () => {
  const args = { jumpWxa: { path: 'pages/nothing/nothing' } }
  expect(await world.run('wechat', { api: 'urlscheme.generate', args })).toMatchObject({ errCode: 40165 })
})
