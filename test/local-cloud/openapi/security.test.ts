import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pushTaker } from '../../../scripts/local-cloud/wechat/message-push'
import { onlyLocal } from '../remote'
import { withFunctions } from '../with-functions'

const world = withFunctions(join(__dirname, 'fixture'), {
  collections: [{ name: 'pushes', indexes: [] }],
})
const COMMON = { version: 2, scene: 2, openid: 'o-1' }
const check = (args: object) =>
  world.run('wechat', { api: 'security.msgSecCheck', args: { ...COMMON, content: '你好', ...args } })
const checkMedia = (args: object) =>
  world.run('wechat', {
    api: 'security.mediaCheckAsync',
    args: { ...COMMON, mediaUrl: 'https://e.cn/a.png', mediaType: 2, ...args },
  })

onlyLocal.each([
  ['今天下午三点开会', 'pass', 100],
  ['有空加微信聊', 'review', 10001],
  ['聚众赌博', 'risky', 20006],
  ['加微信赌博', 'risky', 20006],
])('the text “%s” is told as %s', async (content, suggest, label) => {
  expect(await check({ content })).toMatchObject({
    errCode: 0,
    result: { suggest, label },
    traceId: expect.any(String),
  })
})

onlyLocal('a text may be of 2,500 characters and no more', async () => {
  expect(await check({ content: '字'.repeat(2500) })).toMatchObject({ errCode: 0 })
  expect(await check({ content: '字'.repeat(2501) })).toMatchObject({ errCode: 45002 })
})

test.each<[object, number]>([
  [{ content: '' }, 40097],
  [{ version: 1 }, 40097],
  [{ scene: 9 }, 40129],
  [{ openid: undefined }, 40003],
])('a check with %j is refused as %i', async (wrong, errCode) => {
  expect(await check(wrong)).toMatchObject({ errCode })
  expect(
    await checkMedia({ mediaUrl: Object.hasOwn(wrong, 'content') ? '' : 'a.png', ...wrong }),
  ).toMatchObject({ errCode })
})

/** The push about a trace, once it has come. */
async function pushed(traceId: string) {
  for (;;) {
    const event = [...world.cloud.database.dump('pushes')].find(({ trace_id }) => trace_id === traceId)
    if (event) return event
    await delay(20)
  }
}

onlyLocal.each([
  ['https://e.cn/desk.png', 'pass'],
  ['https://e.cn/risky.png?sign=1', 'risky'],
  ['https://e.cn/review.png', 'review'],
])('the verdict on %s arrives later, as WeChat pushes it', async (mediaUrl, suggest) => {
  const { traceId, errCode } = await checkMedia({ mediaUrl })
  expect(errCode).toBe(0)
  expect(await pushed(traceId)).toMatchObject({
    MsgType: 'event',
    Event: 'wxa_media_check',
    FromUserName: 'o-1',
    version: 2,
    errcode: 0,
    result: { suggest },
  })
})

onlyLocal('a push that two functions ask for, or none, reaches nobody', async () => {
  const functions = mkdtempSync(join(tmpdir(), 'pushed-'))
  const aFunction = (name: string, messagePush: string[]) => {
    mkdirSync(join(functions, name))
    writeFileSync(join(functions, name, 'index.js'), '')
    writeFileSync(join(functions, name, 'config.json'), JSON.stringify({ messagePush }))
  }
  aFunction('one', ['wxa_media_check'])
  expect(pushTaker(functions, 'wxa_media_check')).toBe('one')
  expect(pushTaker(functions, 'user_enter_tempsession')).toBeUndefined()
  aFunction('two', ['user_enter_tempsession', 'wxa_media_check'])
  expect(() => pushTaker(functions, 'wxa_media_check')).toThrow('one and two')
  rmSync(functions, { recursive: true })
})

test('a medium of an unknown type is refused', async () => {
  expect(await checkMedia({ mediaType: 3 })).toMatchObject({ errCode: 40097 })
})
