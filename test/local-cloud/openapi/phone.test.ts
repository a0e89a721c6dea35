import { join } from 'node:path'
import { seed } from '../../../scripts/seed'
import { onlyLocal } from '../remote'
import { withFunctions } from '../with-functions'

const world = withFunctions(join(__dirname, 'fixture'), { seed })
const tap = async (as: string) => (await world.post('/local/phone-code', { as })).body
const phone = (code: unknown) => world.run('wechat', { api: 'phonenumber.getPhoneNumber', args: { code } })
const openData = (...cloudIds: string[]) => world.run('wechat', { cloudIds })

onlyLocal('the code of a tap tells the phone of who tapped', async () => {
  const { code } = await tap('t-lin')
  expect(await phone(code)).toMatchObject({
    errCode: 0,
    phoneInfo: {
      phoneNumber: '19900000001',
      purePhoneNumber: '19900000001',
      countryCode: '86',
      watermark: { appid: expect.any(String), timestamp: expect.any(Number) },
    },
  })
})

onlyLocal('a code works once', async () => {
  const { code } = await tap('t-lin')
  await phone(code)
  expect(await phone(code)).toMatchObject({ errCode: 40029, errMsg: expect.stringContaining('invalid code') })
})

onlyLocal('a code is of no use after five minutes by the clock', async () => {
  const [inTime, late] = [await tap('t-lin'), await tap('t-lin')]
  world.cloud.clock.advance(4.5 * 60_000)
  expect(await phone(inTime.code)).toMatchObject({ errCode: 0 })
  world.cloud.clock.advance(60_000)
  expect(await phone(late.code)).toMatchObject({ errCode: 40029 })
  expect(await openData(late.cloudID)).toEqual([expect.objectContaining({ errCode: expect.any(Number) })])
})

test.each(['made-up', '', undefined, 7])('%j is no code', async code => {
  expect(await phone(code)).toMatchObject({ errCode: 40029 })
})

onlyLocal('a stranger has a phone as well, which is nobody’s here', async () => {
  const { code } = await tap('stranger')
  const { phoneInfo } = await phone(code)
  const phones = [...world.cloud.database.dump('members')].map(member => member.phone)
  expect(phoneInfo.phoneNumber).toMatch(/^1990000\d{4}$/)
  expect(phones).not.toContain(phoneInfo.phoneNumber)
})

onlyLocal('a cloud id tells the same through getOpenData, each for itself', async () => {
  const [lin, su] = [await tap('t-lin'), await tap('t-su')]
  expect(await openData(su.cloudID, lin.cloudID)).toEqual([
    { cloudID: su.cloudID, data: expect.objectContaining({ phoneNumber: '19900000002' }) },
    { cloudID: lin.cloudID, data: expect.objectContaining({ phoneNumber: '19900000001' }) },
  ])
  const [unknown] = await openData('made-up')
  expect(unknown).toMatchObject({ cloudID: 'made-up', errMsg: expect.stringContaining('invalid') })
})

onlyLocal('a tap by nobody gives no code', async () => {
  expect((await world.post('/local/phone-code', {})).status).toBe(400)
})
