import { journey, withPhones } from './phones'

journey('the keyboard on the pages of the product', () => {
  const { openPhone } = withPhones()

  test('a sheet takes the focus, is filled in, left by Escape, and gives the focus back', async () => {
    const phone = await openPhone('a-repair', { path: 'features/repair/settings/places/places' })
    const { keyboard } = phone.page
    const sheet = phone.byId('place-sheet')
    const focused = phone.page.locator(':focus')
    const create = phone.top.getByRole('button', { name: '新增地点' })
    await create.focus()
    await keyboard.press('Enter')
    await sheet.and(focused).waitFor()
    await keyboard.press('Tab')
    await keyboard.type('东校区')
    await sheet.locator('input').first().and(focused).waitFor()
    expect(await sheet.locator('input').first().inputValue()).toBe('东校区')
    await keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await create.and(focused).waitFor()
    await phone.close()
  })

  test('a person finds a colleague and is back again without a mouse', async () => {
    const phone = await openPhone('t-lin', { path: 'features/directory/people/search/search' })
    const { keyboard } = phone.page
    await phone.top.locator('input').first().focus()
    await keyboard.type('sqh')
    await phone.byId('person-t-su').waitFor()
    await phone.byId('person-t-su').focus()
    await keyboard.press('Enter')
    await phone.top.getByText('苏青禾').first().waitFor()
    await phone.page.getByRole('button', { name: '返回' }).and(phone.page.locator(':visible')).focus()
    await keyboard.press('Enter')
    await phone.byId('person-t-su').and(phone.page.locator(':focus')).waitFor()
    await phone.close()
  })
})
