import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLIENT_MAY_READ, clientMayWrite } from '../../scripts/local-cloud/storage/client-rule'
import { png, wav } from '../make/media'
import { dispatched, reported } from '../make/tickets'
import { uploadedBy } from '../make/upload'
import { aWorld } from '../make/world'

const ROOT = join(__dirname, '..', '..')
const print = (...args: string[]) =>
  execFileSync(process.execPath, [require.resolve('tsx/cli'), join(ROOT, 'scripts', 'schema.ts'), ...args], {
    encoding: 'utf8',
  })

interface StorageRule {
  read: boolean | string
  write: boolean | string
}

let rule: StorageRule
beforeAll(() => {
  rule = JSON.parse(print('--json')).storage ?? {}
})

/** Evaluates a rule as the cloud does: an expression of JavaScript over caller and file. */
const allows = (
  expression: boolean | string,
  openid: string | undefined,
  path: string,
  owner = openid,
): boolean =>
  typeof expression === 'boolean'
    ? expression
    : new Function('auth', 'resource', `return ${expression}`)(openid ? { openid } : null, {
        path,
        openid: owner,
      })

const PATHS = [
  'incoming/o-1/a.jpg',
  'incoming/o-2/a.jpg',
  'incoming/console/a.csv',
  'incoming',
  'incomingx/o-1/a.jpg',
  'x/incoming/o-1/a.jpg',
  'tickets/1-photo-0.jpg',
  'exports/1.csv',
  'avatars/o-1.png',
  'places/p.png',
  'o-1/a.jpg',
]

test('O-07: the schema prints the rule that closes storage', () => {
  const { read, write } = rule
  expect(read).toBe(false)
  expect(print()).toContain(JSON.stringify({ read, write }))
  for (const readme of ['README.md', 'README.zh-CN.md'])
    expect(readFileSync(join(ROOT, readme), 'utf8')).toMatch(/安全规则/)
})

test('O-07: the deployed rule lets clients read nothing', () => {
  const { read } = rule
  expect(CLIENT_MAY_READ).toBe(false)
  for (const path of PATHS) expect(allows(read, 'o-1', path)).toBe(CLIENT_MAY_READ)
})

test.each(PATHS)('O-07: the deployed rule and the local cloud agree on writing to %s', path => {
  const { write } = rule
  for (const openid of ['o-1', undefined]) {
    if (clientMayWrite(openid, path)) expect(allows(write, openid, path)).toBe(true)
    // An expression cannot compare a folder with who asks: what lies in somebody else's the functions refuse.
    else if (!openid || !path.startsWith('incoming/')) expect(allows(write, openid, path)).toBe(false)
  }
})

test('O-07: the deployed rule keeps files from being overwritten by others', () => {
  expect(allows(rule.write, 'o-1', 'incoming/o-1/a.jpg', 'o-2')).toBe(false)
})

describe('names of files', () => {
  const world = aWorld()
  const kept = async () =>
    (await world.cloud.files.list()).flatMap(({ path }) => (path.startsWith('tickets/') ? [path] : []))

  test('L-02: the id of a ticket names none of its photos and recordings', async () => {
    const photo = await uploadedBy('t-lin', world.cloud, png(), 'a.png')
    const sound = await uploadedBy('t-lin', world.cloud, wav(), 'a.wav')
    const change = { photos: [photo], voice: { fileId: sound, seconds: 3 } }
    const { id } = await reported(world, 't-lin', change)
    const paths = await kept()
    expect(paths).toHaveLength(2)
    for (const path of paths) expect(guessable(path, id).length).toBeLessThan(path.length - 16)
  })

  test('L-14: the id of a ticket names no photo of what was mended', async () => {
    const before = await kept()
    const photo = await uploadedBy('w-zhao', world.cloud, png(), 'b.png')
    const { id } = await dispatched(world)
    await world.as('w-zhao').repair.start({ id })
    await world.as('w-zhao').repair.finish({ id, report: '换了垫圈', photos: [photo] })
    const paths = (await kept()).filter(path => !before.includes(path))
    expect(paths).toHaveLength(1)
    for (const path of paths) expect(guessable(path, id).length).toBeLessThan(path.length - 16)
  })

  /** The part of a path that follows from the id and from plain words. */
  const guessable = (path: string, id: string): string =>
    (path.match(new RegExp(`tickets/|${id}|photo|voice|-|\\d$|\\.\\w+$`, 'g')) ?? []).join('')
})
