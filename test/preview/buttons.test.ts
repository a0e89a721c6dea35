import { findBrowser, type Phone } from '../journeys/browser'
import { choose, inCloudWorld } from './cloud-world'
import { aPicture } from './picture'

const inBrowser = findBrowser() ? describe : describe.skip

inBrowser("buttons that open WeChat's own dialogues", () => {
  const world = inCloudWorld()
  let phone: Phone
  const said = (text: string | RegExp) => phone.byId('said').filter({ hasText: text }).waitFor()
  const press = (name: string) => phone.page.getByRole('dialog').getByRole('button', { name }).click()

  beforeEach(async () => {
    phone = await world.open('pages/buttons/buttons')
  })

  test('a person who shows their phone number leaves a code with the page', async () => {
    await phone.byId('phone').click()
    await phone.page.getByRole('dialog').getByText('获取并验证你的手机号').waitFor()
    await press('允许')
    await said('getPhoneNumber:ok')
    expect(JSON.parse(await phone.byId('said').innerText())).toMatchObject({
      type: 'getphonenumber',
      code: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  test('a person who does not leaves none', async () => {
    await phone.byId('phone').click()
    await press('拒绝')
    await said('getPhoneNumber:fail user deny')
    expect(await phone.byId('said').innerText()).not.toContain('code')
  })

  test('an avatar that is chosen can be shown', async () => {
    await choose(phone, () => phone.byId('choose-avatar').click(), [aPicture('me.png', 8, 8)])
    await phone.byId('avatar').waitFor()
    await said('"width":8')
  })

  test('leaving without an avatar is not told to the page', async () => {
    await choose(phone, () => phone.byId('choose-avatar').click(), [])
    await choose(phone, () => phone.byId('choose-avatar').click(), [aPicture('me.png', 8, 8)])
    await said('"width":8')
  })

  test('a nickname is looked through when it is typed', async () => {
    await phone.byId('nickname').locator('input').fill('知微')
    await phone.byId('nickname').locator('input').blur()
    await said('"pass":true')
  })

  test('a page says what is shared', async () => {
    await phone.byId('share').click()
    const dialog = phone.page.getByRole('dialog')
    await dialog.getByText('button 会议室').waitFor()
    await dialog.getByText('/pages/detail/detail?id=9').waitFor()
    await press('发送')
    await dialog.waitFor({ state: 'detached' })
  })

  test("the mini program's own dialogue asks about privacy, once", async () => {
    await phone.byId('need-privacy').click()
    await phone.byId('agree').click()
    await said('还要同意：false')
    await phone.page.reload()
    await phone.byId('need-privacy').click()
    await said('还要同意：false')
    expect(await phone.byId('agree').count()).toBe(0)
  })

  test('requests that the privacy contract covers come after it', async () => {
    const refused = await phone.page.evaluate(`(async () => {
      let asked
      wx.onNeedPrivacyAuthorization((answer, { referrer }) => {
        asked = referrer
        answer({ event: 'disagree' })
      })
      return wx.getLocation().catch(({ errno, errMsg }) => ({ asked, errno, errMsg }))
    })()`)
    expect(refused).toEqual({
      asked: 'getLocation',
      errno: 104,
      errMsg: 'getLocation:fail privacy permission is not authorized',
    })
  })

  test("without one WeChat's asks, and a refusal has its number", async () => {
    const ask = 'wx.requirePrivacyAuthorize().catch(({ errMsg, errno }) => ({ errMsg, errno }))'
    const first = phone.page.evaluate(ask)
    await press('拒绝')
    expect(await first).toEqual({
      errno: 104,
      errMsg: 'requirePrivacyAuthorize:fail privacy permission is not authorized',
    })
    const second = phone.page.evaluate(ask)
    await press('同意')
    expect(await second).toEqual({ errMsg: 'requirePrivacyAuthorize:ok' })
  })

  test('a permission that was refused stays refused until the settings change it', async () => {
    await phone.byId('where').click()
    await press('拒绝')
    await said('getLocation:fail auth deny')
    await phone.byId('setting').click()
    const position = phone.page.getByRole('checkbox', { name: '使用你的位置信息' })
    expect(await position.isChecked()).toBe(false)
    await position.check()
    await press('完成')
    await said('"scope.userLocation":true')
    await phone.byId('where').click()
    await said('纬度 30.53')
  })
})
