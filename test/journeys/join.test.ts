import { PNG } from 'pngjs'
import { PRIVACY_VERSION } from '#contract/account'
import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { seed } from '../../scripts/seed'
import { members } from '../../scripts/seed/members'
import type { Phone } from './browser'
import { journey, withPhones } from './phones'

/** The number that WeChat's phone button tells of a person who is no member yet. */
const BUTTON_PHONE = '19900009999'

const onRoster = (_id: string, name: string, contact: { phone?: string; mail?: string }) =>
  newMember({ _id, name, kind: 'staff', departments: ['cs-se'], account: _id, ...contact }, [])
const people = [
  ...members,
  onRoster('n-sms', '温如初', { phone: '19900001001' }),
  onRoster('n-lost', '程又一', { phone: '19900001004' }),
  onRoster('n-button', '顾晚晴', { phone: BUTTON_PHONE }),
]

journey('somebody new', () => {
  const { world, openPhone } = withPhones({
    seed: now => ({ ...seed(now), members: people }),
  })

  const phoneOf = (as: string, page = '', theme: 'light' | 'dark' = 'light') =>
    openPhone(as, { path: page, theme })
  const fill = (phone: Phone, id: string, value: string) => phone.byId(id).locator('input').fill(value)
  const bound = (id: string) =>
    ([...world.cloud.database.dump('members')].find(({ _id }) => _id === id) as { openid?: string }).openid
  const lastSms = () => /\d{6}/.exec(world.cloud.outbox.list('sms').at(-1)!.text)![0]

  test('E-32, E-34, E-36: a stranger reads the notice, agrees to it and joins by the code in an SMS, and is at work', async () => {
    const phone = await phoneOf('o-first')
    await phone.byId('home-join').click()
    await phone.byId('privacy-link').click()
    await phone.byId('privacy-notice').getByText('收集什么', { exact: true }).waitFor()
    await phone.shot('join-notice')
    await phone.byId('privacy-link').click()
    await phone.byId('privacy-notice').waitFor({ state: 'detached' })
    await fill(phone, 'code-address', '19900001001')
    await phone.shot('join')
    await phone.byId('code-send').click()
    await phone
      .byId('code-hint')
      .getByText('系统已向 19900001001 发送一条短信，请填写短信中的验证码')
      .waitFor()
    expect(await phone.byId('code-send').textContent()).toMatch(/\d+ 秒后重发/)
    await fill(phone, 'code-digits', '000000')
    await phone.byId('code-submit').click()
    await phone.byId('code-problem').getByText('验证码不正确').waitFor()
    await fill(phone, 'code-digits', lastSms())
    await phone.byId('code-submit').click()
    await phone.byId('join-done').getByText('你已成功加入').waitFor()
    await phone.shot('joined')
    expect((await world.as('first').account.me({})).consent).toBe(PRIVACY_VERSION)
    await phone.byId('join-start').click()
    await phone.byId('feature-find').waitFor()
    expect(bound('n-sms')).toBe('o-first')
    await phone.close()
  }, 60_000)

  test('E-33: another joins with one tap on WeChat’s phone button, led there by an invitation', async () => {
    const phone = await phoneOf('stranger', 'features/account/join/join?scene=invite', 'dark')
    await phone.byId('join-phone').click()
    await phone.page.getByText('允许', { exact: true }).click()
    await phone.byId('join-done').getByText('顾晚晴').waitFor()
    await phone.byId('join-start').click()
    await phone.byId('feature-find').waitFor()
    expect(bound('n-button')).toBe('o-stranger')
    await phone.close()
  }, 60_000)

  test('L-36: a person on no roster says their name and comes in from outside', async () => {
    const phone = await phoneOf('o-passing', 'features/account/join/join')
    await fill(phone, 'code-address', '19900002002')
    await phone.byId('code-send').click()
    await phone.byId('code-hint').waitFor()
    await fill(phone, 'code-digits', lastSms())
    await phone.byId('code-submit').click()
    await fill(phone, 'code-name', '过路人')
    await phone.byId('code-submit').click()
    await phone.byId('join-done').getByText('校外人员').waitFor()
    await phone.byId('join-start').click()
    await phone.top.getByText('你以校外人员身份加入').waitFor()
    await phone.page.evaluate(`wx.switchTab({ url: '/pages/contacts/contacts' })`)
    await phone.byId('state-empty').getByText('通讯录只给本单位成员看').waitFor()
    await phone.close()
  }, 60_000)

  test('E-31: a request to join goes out, the administrator grants it on the second phone, and the applicant is in', async () => {
    const phone = await phoneOf('o-asking', 'features/account/join/join')
    await phone.byId('join-apply').click()
    await fill(phone, 'apply-name', '白新晴')
    await fill(phone, 'apply-account', '20260001')
    await phone.byId('apply-department').click()
    await phone.byId('apply-department-lit').click()
    await phone.byId('apply-department-confirm').click()
    await phone.byId('apply-send').click()
    await phone.byId('apply-problem').waitFor()
    await fill(phone, 'apply-mail', 'bai@example.edu')
    await phone.shot('apply')
    await phone.byId('apply-send').click()
    await phone.byId('apply-state').getByText('待审核').waitFor()
    const { joinRequest } = await world.as('asking').account.joinRequest({})
    expect(joinRequest).toMatchObject({ state: 'pending', name: '白新晴', departmentId: 'lit' })

    const boss = await phoneOf('a-system', 'features/directory/organisation/join-requests/join-requests')
    await boss.byId(`accept-${joinRequest!.id}`).click()
    await boss.page.getByText('通过', { exact: true }).last().click()
    await boss.byId(`join-request-${joinRequest!.id}`).waitFor({ state: 'detached' })
    await phone.page.evaluate('wx.navigateBack()')
    await phone.byId('join-done').getByText('白新晴').waitFor()
    await phone.byId('join-agree').click()
    await phone.byId('feature-find').waitFor()
    await boss.close()
    await phone.close()
  }, 60_000)

  test('O-11, L-35: a member changes photo, QQ, who sees it, and the phone number', async () => {
    const phone = await phoneOf('t-lin', 'pages/me/me')
    await phone.byId('me-profile').click()
    await phone.byId('profile-avatar').waitFor()
    const chooser = phone.page.waitForEvent('filechooser')
    await phone.byId('profile-avatar').click()
    const buffer = PNG.sync.write(new PNG({ width: 8, height: 8 }))
    await (await chooser).setFiles({ name: 'me.png', mimeType: 'image/png', buffer })
    await phone.byId('profile-picture').waitFor()
    await fill(phone, 'profile-qq', '12ab')
    await phone.byId('profile-save').click()
    await phone.byId('profile-problem').getByText('QQ').waitFor()
    await fill(phone, 'profile-qq', '1234567')
    await phone.byId('profile-save').click()
    await phone.page.getByText('已保存').waitFor()
    await phone.shot('profile')
    await phone.byId('profile-replace-phone').click()
    await fill(phone, 'code-address', '19900003003')
    await phone.byId('code-send').click()
    await phone.byId('code-hint').waitFor()
    await fill(phone, 'code-digits', lastSms())
    await phone.byId('code-submit').click()
    await phone.byId('profile-phone').getByText('19900003003').waitFor()
    const { contacts } = await world.as('t-lin').account.me({})
    expect(contacts).toMatchObject({ qq: '1234567', phone: '19900003003' })
    await phone.close()
  }, 60_000)

  test('B1: a member exports their data, asks to be erased, changes their mind, and unbinds', async () => {
    const phone = await phoneOf('t-su', 'features/account/privacy/privacy')
    await phone.byId('privacy-agree').click()
    await phone.byId('privacy-agreed').waitFor()
    await phone.byId('privacy-export').click()
    await phone.byId('privacy-csv').waitFor()
    await phone.byId('privacy-erase').click()
    await phone.page.getByText('申请注销', { exact: true }).last().click()
    await phone.byId('privacy-erasing').waitFor()
    await phone.shot('privacy')
    await phone.byId('privacy-keep').click()
    await phone.byId('privacy-erase').waitFor()
    await phone.byId('privacy-unbind').click()
    await phone.page.getByText('解除绑定', { exact: true }).last().click()
    await phone.byId('home-join').waitFor()
    expect(bound('t-su')).toBeUndefined()
    await phone.close()
  }, 60_000)

  test('B1: a code whose reply got lost is sent again with the same press, and joins once', async () => {
    const phone = await phoneOf('o-unlucky', 'features/account/join/join')
    await fill(phone, 'code-address', '19900001004')
    await phone.byId('code-send').click()
    await phone.byId('code-hint').waitFor()
    await fill(phone, 'code-digits', lastSms())
    // The server does it, the answer never comes.
    await phone.page.route('**/local/call/account', async route => {
      await route.fetch()
      await route.abort()
    })
    await phone.byId('code-submit').click()
    await phone.byId('code-problem').waitFor()
    phone.takeFaults()
    await phone.page.unroute('**/local/call/account')
    await phone.byId('code-submit').click()
    await phone.byId('join-done').getByText('程又一').waitFor()
    expect(bound('n-lost')).toBe('o-unlucky')
    await phone.close()
  }, 60_000)

  test('B1: who opens the page without a network is told, and goes on when it is back', async () => {
    const phone = await phoneOf('o-offline', 'pages/me/me')
    await phone.byId('me-join').waitFor()
    await phone.page.route('**/local/call/account', route => route.abort())
    await phone.byId('me-join').click()
    await phone.byId('state-failed').waitFor()
    phone.takeFaults()
    await phone.page.unroute('**/local/call/account')
    await phone.byId('state-retry').click()
    await phone.byId('code-address').waitFor()
    await phone.close()
  }, 60_000)
})
