import { type DeskState, formatAddress, readAddress } from '../../scripts/preview/runtime/shell/address'

const state: DeskState = {
  phones: [
    { as: 't-lin', page: '/pages/a/a?scene=room%3Da%26day%3D1', theme: 'dark', large: true },
    { as: 's-chen', page: '', theme: '', large: false },
  ],
  front: 1,
  story: 'repair',
  step: 2,
}

test('the address of the desk is read as it was written', () => {
  expect(readAddress({ search: formatAddress(state), hash: '' })).toEqual(state)
})

test('an address that says nothing leaves everything open', () => {
  const phone = { as: '', page: '', theme: '', large: false }
  expect(readAddress({ search: '', hash: '' })).toEqual({
    phones: [phone, phone],
    front: 0,
    story: '',
    step: 0,
  })
})

test('the page of a mini program code opens on the first phone, whatever else the address says', () => {
  const { phones } = readAddress({ search: formatAddress(state), hash: '#/pages/b/b?scene=x' })
  expect(phones.map(({ page }) => page)).toEqual(['/pages/b/b?scene=x', ''])
})

test.each(['0', '-3', 'NaN', ''])('step %j is the first', step => {
  expect(readAddress({ search: `?story=repair&step=${step}`, hash: '' }).step).toBe(0)
})
