import { join } from 'node:path'
import { onlyLocal } from '../remote'
import { withFunctions } from '../with-functions'

const logged: string[] = []
const world = withFunctions(join(__dirname, 'fixture'), { log: text => logged.push(text) })
const check = { version: 2, scene: 2, openid: 'o-1', content: '聚众赌博' }
const call = (api: string, data: object) => world.run('json', { api, data })

onlyLocal('the older way of calling gets WeChat’s answer as WeChat gave it', async () => {
  const { result } = await call('security.msgSecCheck', check)
  expect(result).toMatchObject({
    errcode: 0,
    errmsg: 'ok',
    result: { suggest: 'risky', label: 20006 },
    trace_id: expect.any(String),
  })
})

test('a refusal by WeChat comes as its number and words', async () => {
  const { result } = await call('security.msgSecCheck', { ...check, scene: 9 })
  expect(result).toEqual({ errcode: 40129, errmsg: 'invalid scene' })
})

onlyLocal.each([
  ['security.imgSecCheck', -604100],
  ['urlscheme.generate', -604101],
])('a call of %s is refused by the cloud, which names it and says %i', async (api, number) => {
  const { errMsg } = await call(api, {})
  expect(errMsg).toContain(`${api}: error code: ${number}`)
})

onlyLocal('a picture, which JSON cannot carry, is refused', async () => {
  const { errMsg } = await call('wxacode.getUnlimited', { scene: 'a' })
  expect(errMsg).toContain('wxacode.getUnlimited answers with a file')
})
