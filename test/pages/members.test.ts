import type { Department } from '#contract/directory'
import { levelOf } from '../../miniprogram/features/directory/organisation/members/view'

const one = (id: string, parent: string): Department => ({ id, name: id, parent, kind: 'department' })
const UNIVERSITY = [one('top', ''), one('cs', 'top'), one('se', 'cs'), one('lit', 'top')]
const ids = (all: { id: string }[]) => all.map(({ id }) => id)

test('an administrator of everything begins at the top, with the departments to go on to', () => {
  const { id, way, below } = levelOf(UNIVERSITY, '')
  expect({ id, way: ids(way), below: ids(below) }).toEqual({ id: 'top', way: ['top'], below: ['cs', 'lit'] })
})

test('an administrator of one college begins there', () => {
  const { id, way, below } = levelOf([one('cs', 'top'), one('se', 'cs')], '')
  expect({ id, way: ids(way), below: ids(below) }).toEqual({ id: 'cs', way: ['cs'], below: ['se'] })
})

test('an administrator of several colleges chooses one first, and finds back to all of them', () => {
  const mine = [one('cs', 'top'), one('se', 'cs'), one('lit', 'top')]
  expect(levelOf(mine, '')).toMatchObject({
    id: '',
    way: [{ name: '全部' }],
    below: [{ id: 'cs' }, { id: 'lit' }],
  })
  const { id, way, below } = levelOf(mine, 'se')
  expect({ id, way: ids(way), below: ids(below) }).toEqual({ id: 'se', way: ['', 'cs', 'se'], below: [] })
})

test('who administers nothing finds nothing', () => {
  expect(levelOf([], '')).toEqual({ id: '', way: [], below: [] })
})
