import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import { seed } from '../../scripts/seed'
import { departments } from '../../scripts/seed/departments'
import { members } from '../../scripts/seed/members'
import { aJoinRequest } from '../make/join-requests'
import type { Phone } from './browser'
import { journey, withPhones } from './phones'

const PAGES = 'features/directory'

const application = aJoinRequest('p-new', { name: '许新来', account: '24009999', phone: '19900009901' })

const readers = Array.from({ length: 45 }, (_, i) =>
  newMember(
    { _id: `r-${i}`, name: `章${'甲乙丙丁戊'[i % 5]}${i}`, kind: 'student', departments: ['lit-2401'] },
    departments,
  ),
)

journey('the contacts', () => {
  const { world, openPhone } = withPhones({
    seed: now => ({ ...seed(now), members: [...members, ...readers], join_requests: [application] }),
  })

  const phoneOf = (as: string, page: string, theme: 'light' | 'dark' = 'light') =>
    openPhone(as, { path: page, theme })
  const press = (phone: Phone, words: string) =>
    phone.page.getByRole('dialog').getByRole('button', { name: words, exact: true }).click()

  test('T-01, E-49: a teacher looks a colleague up by initials, copies, saves and adds them', async () => {
    const lin = await phoneOf('t-lin', 'pages/contacts/contacts')
    await lin.byId('person-m-01').waitFor()
    await lin.shot('contacts')
    await lin.byId('contacts-search').click()
    await lin.byId('search-text').locator('input').fill('sqh')
    await lin.byId('person-t-su').waitFor()
    await lin.shot('contacts-search')
    await lin.byId('person-t-su').click()
    await lin.byId('contact-phone').getByText('19900000002').waitFor()
    await lin.shot('person')
    await lin.byId('person-addColleague').click()
    await lin.byId('person-removeColleague').waitFor()
    expect((await world.as('t-lin').directory.colleagues({})).items.map(({ id }) => id)).toContain('t-su')
    await lin.byId('person-keep').click()
    await lin.page.getByRole('dialog').getByText('19900000002').waitFor()
    await press(lin, '取消')
    await lin.byId('call-phone').click()
    await lin.page.getByRole('dialog').getByText('拨打 19900000002').waitFor()
    await press(lin, '呼叫')
    await lin.close()
  }, 60_000)

  test('E-11: the tree leads down to a class, in the dark, too', async () => {
    const su = await phoneOf('t-su', `${PAGES}/people/department/department`, 'dark')
    for (const id of ['cs', 'cs-se', 'cs-2401']) await su.byId(`department-${id}`).click()
    await su.byId('person-s-chen').waitFor()
    await su.shot('department-dark')
    await su.byId('person-s-chen').click()
    await su.byId('person-name').waitFor()
    await su.shot('person-dark')
    await su.close()
  }, 60_000)

  test('T-20: a long list reads on, and one that cannot be read says so and tries again', async () => {
    const lin = await phoneOf('t-lin', `${PAGES}/people/department/department?id=lit-2401`)
    const people = lin.top.locator('[data-testid^="person-"]')
    await people.nth(19).waitFor()
    expect(await people.count()).toBe(20)
    await lin.byId('more').click()
    await people.nth(39).waitFor()
    await lin.page.context().setOffline(true)
    await lin.top.getByText('中文系', { exact: true }).click()
    await lin.top.locator('[data-testid="state-failed"][data-code="OFFLINE"]').waitFor()
    await lin.page.context().setOffline(false)
    lin.takeFaults()
    await lin.byId('state-retry').click()
    await lin.byId('person-t-su').waitFor()
    await lin.close()
  }, 60_000)

  test('E-10, E-15: an administrator freezes somebody with a reason, and that phone is out at once', async () => {
    const lin = await phoneOf('t-lin', 'pages/contacts/contacts', 'dark')
    await lin.byId('person-m-01').waitFor()
    const boss = await phoneOf('a-college', `${PAGES}/people/person/person?id=t-lin`)
    await boss.byId('person-freeze').click()
    await boss.byId('ask-confirm').click()
    await boss.byId('ask-problem').waitFor()
    await boss.byId('ask-words').locator('textarea').fill('手机丢失')
    await boss.shot('freeze')
    await boss.byId('ask-confirm').click()
    await boss.byId('person-frozen').getByText('手机丢失').waitFor()
    await boss.shot('frozen')
    await lin.byId('contacts-search').click()
    await lin.byId('search-text').locator('input').fill('l')
    await lin.top.locator('[data-testid="state-failed"][data-code="FROZEN"]').waitFor()
    await lin.shot('frozen-dark')
    await boss.byId('person-unfreeze').click()
    await press(boss, '恢复')
    await boss.byId('person-freeze').waitFor()
    await lin.byId('state-retry').click()
    await lin.byId('person-t-lin').waitFor()
    await boss.close()
    await lin.close()
  }, 60_000)

  test('E-17, E-27: an administrator adds a member by hand and changes them without seeing the number', async () => {
    const boss = await phoneOf('a-college', `${PAGES}/organisation/members/members`)
    await boss.byId('members-cs-ai').click()
    await boss.byId('breadcrumb-cs').waitFor()
    await boss.byId('members-add').click()
    await boss.byId('member-save').click()
    await boss.byId('member-problem').waitFor()
    await boss.byId('member-name').locator('input').fill('程新月')
    await boss.byId('member-save').click()
    await boss.byId('member-problem').getByText('至少填一项').waitFor()
    await boss.byId('member-phone').locator('input').fill('19900009902')
    await boss.shot('member-edit')
    await boss.byId('member-save').click()
    const line = boss.top.locator('[data-testid^="person-"]', { hasText: '程新月' })
    await line.getByText('未加入').waitFor()
    await boss.shot('members')
    await line.click()
    await boss.byId('contact-phone').getByText('199****9902').waitFor()
    await boss.byId('person-save').click()
    await boss.byId('member-posts').locator('input').fill('讲师、班主任')
    await boss.byId('member-save').click()
    await boss.top.getByText('讲师、班主任').waitFor()
    const [made] = (await world.as('a-college').directory.search({ text: '程新月' })).items
    expect(made).toMatchObject({ posts: ['讲师', '班主任'], departments: ['cs-ai'] })
    const stored = [...world.cloud.database.dump('members')].find(({ _id }) => _id === made!.id)
    expect(stored).toMatchObject({ phone: '19900009902' })
    await boss.close()
  }, 60_000)

  test('E-17, E-31: an administrator adds, renames and removes a department, and lets an applicant in', async () => {
    const boss = await phoneOf('a-system', `${PAGES}/organisation/departments/departments`)
    await boss.byId('departments-add').click()
    await boss.page.getByRole('dialog').locator('input, textarea').fill('设计学院')
    await press(boss, '保存')
    const line = boss.top.locator('.line', { hasText: '设计学院' })
    await line.locator('[data-testid^="departments-act-"]').click()
    await boss.page.getByText('改名', { exact: true }).click()
    await boss.page.getByRole('dialog').locator('input, textarea').fill('艺术学院')
    await press(boss, '保存')
    const renamed = boss.top.locator('.line', { hasText: '艺术学院' })
    await renamed.waitFor()
    await boss.shot('departments')
    await renamed.locator('[data-testid^="departments-act-"]').click()
    await boss.page.getByText('删除', { exact: true }).click()
    await press(boss, '删除')
    await renamed.waitFor({ state: 'detached' })
    await boss.close()

    const college = await phoneOf('a-college', `${PAGES}/organisation/join-requests/join-requests`, 'dark')
    await college.byId('join-request-p-new').waitFor()
    await college.shot('applications-dark')
    await college.byId('accept-p-new').click()
    await press(college, '通过')
    await college.byId('state-empty').waitFor()
    await college.close()
    expect(await world.as('p-new').account.me({})).toMatchObject({ state: 'active', name: '许新来' })
  }, 60_000)
})
