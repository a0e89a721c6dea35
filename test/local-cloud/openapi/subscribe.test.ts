import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from '../../../scripts/local-cloud/start'
import { onlyLocal } from '../remote'
import { withFunctions } from '../with-functions'

const world = withFunctions(join(__dirname, 'fixture'))
const TEMPLATE = 'local-template-notice'
const DATA = {
  thing1: { value: '停水通知' },
  thing2: { value: '后勤处' },
  time3: { value: '2026年5月1日 09:30' },
}

const send = (changes: object = {}) =>
  world.run('wechat', {
    api: 'subscribeMessage.send',
    args: { touser: 'o-t-lin', templateId: TEMPLATE, data: DATA, ...changes },
  })
const agree = (templateIds = [TEMPLATE], as = 't-lin') => world.post('/local/consent', { as, templateIds })
const plan = (order: object) => world.post('/local/outbox/plan', { kind: 'subscribe', ...order })

beforeEach(async () => {
  await plan({ plan: 'ok' })
  world.cloud.outbox.clear()
})

/** Uses up what is left of the consents of a test before. */
afterEach(async () => {
  await plan({ plan: 'ok' })
  while (!(await send()).errCode);
})

onlyLocal('one consent is good for one message', async () => {
  await agree()
  expect(await send()).toMatchObject({ errCode: 0 })
  expect(await send()).toEqual({
    errCode: 43101,
    errMsg: expect.stringContaining('user refuse to accept the msg'),
  })
  expect(world.cloud.outbox.list('subscribe')).toHaveLength(1)
})

onlyLocal('consents add up', async () => {
  await agree()
  await agree([TEMPLATE, 'local-template-roomOutcome'])
  expect(await send()).toMatchObject({ errCode: 0 })
  expect(await send()).toMatchObject({ errCode: 0 })
  expect(await send()).toMatchObject({ errCode: 43101 })
})

onlyLocal('a consent is for one person and one template', async () => {
  await agree(['local-template-roomOutcome'])
  await agree([TEMPLATE], 't-su')
  expect(await send()).toMatchObject({ errCode: 43101 })
  expect(await send({ touser: 'o-t-su' })).toMatchObject({ errCode: 0 })
})

onlyLocal('the outbox shows the message as the person sees it', async () => {
  await agree()
  await send({ page: 'features/room/reservations/mine/mine?from=notice' })
  expect(world.cloud.outbox.list('subscribe')).toEqual([
    expect.objectContaining({
      to: 'o-t-lin',
      template: TEMPLATE,
      parameters: {
        thing1: '停水通知',
        thing2: '后勤处',
        time3: '2026年5月1日 09:30',
        page: 'features/room/reservations/mine/mine?from=notice',
      },
      text: '通知提醒\n通知标题：停水通知\n发布部门：后勤处\n发布时间：2026年5月1日 09:30',
    }),
  ])
})

onlyLocal.each<[object, number]>([
  [{ touser: '' }, 40003],
  [{ templateId: 'unknown' }, 40037],
  [{ templateId: undefined }, 40037],
  [{ page: 'pages/nothing/nothing' }, 41030],
  [{ page: '/pages/home/home' }, 41030],
  [{ data: undefined }, 47003],
  [{ data: { ...DATA, thing2: undefined } }, 47003],
  [{ data: { ...DATA, thing9: { value: '多余' } } }, 47003],
  [{ data: { ...DATA, thing1: { value: '' } } }, 47003],
  [{ data: { ...DATA, thing1: { value: '字'.repeat(21) } } }, 47003],
  [{ data: { ...DATA, time3: { value: '明天' } } }, 47003],
])('a message with %j is refused as %i and uses up no consent', async (wrong, errCode) => {
  await agree()
  expect(await send(wrong)).toMatchObject({ errCode })
  expect(world.cloud.outbox.list()).toEqual([])
  expect(await send()).toMatchObject({ errCode: 0 })
})

onlyLocal('the refusal names the field at fault', async () => {
  await agree()
  const { errMsg } = await send({ data: { ...DATA, time3: { value: '明天' } } })
  expect(errMsg).toContain('data.time3.value invalid')
})

onlyLocal('a failing message is kept as such and leaves the consent', async () => {
  await agree()
  await plan({ plan: 'fail', code: 45009 })
  expect(await send()).toMatchObject({ errCode: 45009 })
  expect(world.cloud.outbox.list()).toEqual([expect.objectContaining({ status: 'failed', code: 45009 })])
  await plan({ plan: 'down' })
  expect(await send()).toMatchObject({ errCode: -1 })
  await plan({ plan: 'slow', ms: 20 })
  expect(await send()).toMatchObject({ errCode: 0 })
})

onlyLocal.each([{ templateIds: [TEMPLATE] }, { as: 't-lin' }, { as: 't-lin', templateIds: [1] }])(
  'a consent such as %j is refused',
  async order => {
    expect((await world.post('/local/consent', order)).status).toBe(400)
  },
)

onlyLocal('consents outlive a restart where documents do', async () => {
  const data = mkdtempSync(join(tmpdir(), 'consents-'))
  const first = await start({ data, functions: world.cloud.pool.folder, seed: () => ({}) })
  first.consent('o-1', [TEMPLATE])
  await first.close()
  const second = await start({ data, functions: world.cloud.pool.folder, seed: () => ({}) })
  const message = { api: 'subscribeMessage.send', args: { touser: 'o-1', templateId: TEMPLATE, data: DATA } }
  const { result } = await second.invoke('wechat', message, { openid: 'o-1', source: 'wx_client' })
  await second.close()
  rmSync(data, { recursive: true })
  expect(JSON.parse(result!)).toMatchObject({ errCode: 0 })
})
