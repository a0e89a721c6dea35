import { join } from 'node:path'
import { onlyLocal } from '../remote'
import { withFunctions } from '../with-functions'

const logged: string[] = []
const world = withFunctions(join(__dirname, 'fixture'), { log: text => logged.push(text) })
const check = {
  api: 'security.msgSecCheck',
  args: { version: 2, scene: 2, openid: 'o-1', content: '你好' },
}
const admin = async (body: object) => (await world.post('/admin', body)).body

onlyLocal(
  'an API that is not offered is refused with the cloud’s own number, and by name in the log',
  async () => {
    for (const api of ['cloudbase.sendSms', 'security.imgSecCheck']) {
      expect(await world.run('wechat', { api, args: {} })).toMatchObject({ errCode: -604100 })
      expect(logged.join('')).toContain(`wechat: openapi.${api} is not offered`)
    }
  },
)

onlyLocal('a function may call what its config.json permits', async () => {
  expect(await world.run('wechat', check)).toMatchObject({ errCode: 0 })
})

test('a function may not call what its config.json does not permit', async () => {
  expect(await world.run('unpermitted', check)).toEqual({
    errCode: -604101,
    errMsg: expect.stringContaining('error code: -604101'),
  })
})

onlyLocal('a picture among the arguments hides neither the others nor what is wrong', async () => {
  const picture = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('base64')
  expect(await world.run('wechat', { ...check, picture })).toMatchObject({ result: { suggest: 'pass' } })
  const unknown = { api: 'security.imgSecCheck', picture }
  expect(await world.run('wechat', unknown)).toMatchObject({ errCode: -604100 })
})

onlyLocal('a function that nobody called, such as one run by a timer, may call the open API', async () => {
  const { result } = await world.cloud.invoke('wechat', check, { source: 'wx_trigger' })
  expect(JSON.parse(result!)).toMatchObject({ result: { suggest: 'pass' } })
})

onlyLocal('nobody but a function may call the open API', async () => {
  const { code, message } = await admin({ action: 'wx.api', apiName: check.api, requestData: '{}' })
  expect(code).toBe('-604104')
  expect(message).toContain('security.msgSecCheck')
})

onlyLocal.each<[string, string | Buffer]>([
  ['text', 'not a message'],
  ['a type of call that is not offered', Buffer.from([0x08, 0x03])],
  ['bytes that are no message', Buffer.from([0xff, 0xff, 0xff])],
  // The argument `a`, which is `{`.
  ['an argument that is not JSON', Buffer.from([0x12, 8, 0x0a, 6, 0x0a, 1, 0x61, 0x12, 1, 0x7b])],
])('a call with %s is refused as malformed, and the next is served', async (_, bytes) => {
  const form = new FormData()
  form.set('action', 'wx.openApi')
  form.set('apiName', check.api)
  form.set('requestData', new Blob([bytes]), 'data')
  const response = await fetch(`${world.cloud.url}/admin`, { method: 'POST', body: form })
  expect(await response.json()).toMatchObject({ code: 'INVALID_PARAM' })
  expect(await world.run('wechat', check)).toMatchObject({ errCode: 0 })
})

onlyLocal('bytes and texts of any kind cross unharmed', async () => {
  const content = `𠮷\u0000é${'工'.repeat(800)}🎉\r\n--boundary\r\n`
  expect(await world.run('wechat', { ...check, args: { ...check.args, content } })).toMatchObject({
    result: { suggest: 'pass' },
  })
  const risky = await world.run('wechat', { ...check, args: { ...check.args, content: `${content}赌博` } })
  expect(risky).toMatchObject({ result: { suggest: 'risky' } })
})
