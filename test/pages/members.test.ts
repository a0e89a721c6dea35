import type { Department } from '#contract/directory'
import { levelOf } from '../../miniprogram/features/directory/organisation/members/view'

const one = (id: string, parent: string): Department => ({ id, name: id, parent, kind: 'department' })
const UNIVERSITY = [one('top', ''), one('cs', 'top'), one('se', 'cs'), one('lit', 'top')]
const ids = (all: { id: string }[]) => all.map(({ id }) => id)

test('an administrator of everything begins at the top, with the departments to go on to', () => {
  const { id, trail, below } = levelOf(UNIVERSITY, '')
  expect({ id, trail: ids(trail), below: ids(below) }).toEqual({
    id: 'top',
    trail: ['top'],
    below: ['cs', 'lit'],
  })
})

test('an administrator of one college begins there', () => {
  const { id, trail, below } = levelOf([one('cs', 'top'), one('se', 'cs')], '')
  expect({ id, trail: ids(trail), below: ids(below) }).toEqual({ id: 'cs', trail: ['cs'], below: ['se'] })
})

test('an administrator of several colleges chooses one first, and finds back to all of them', () => {
  const mine = [one('cs', 'top'), one('se', 'cs'), one('lit', 'top')]
  expect(levelOf(mine, '')).toMatchObject({
    id: '',
    trail: [{ name: '全部' }],
    below: [{ id: 'cs' }, { id: 'lit' }],
  })
  const { id, trail, below } = levelOf(mine, 'se')
  expect({ id, trail: ids(trail), below: ids(below) }).toEqual({
    id: 'se',
    trail: ['', 'cs', 'se'],
    below: [],
  })
})

test('a member who administers nothing finds nothing', () => {
  expect(levelOf([], '')).toEqual({ id: '', trail: [], below: [] })
})
