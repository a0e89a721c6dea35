import { columnsOf, textOf } from '../../scripts/console/page/columns'
import type { JsonDocument } from '../../scripts/local-cloud/console/replies'
import { members } from '../../scripts/seed/members'

const documents = members.map(member => JSON.parse(JSON.stringify(member)))

test('members are told apart by name, state, kind, account and departments', () => {
  expect(columnsOf(documents)).toEqual(['name', 'state', 'kind', 'account', 'departments'])
})

test('a field that few documents have, or a program keeps for itself, is no column', () => {
  const rows: JsonDocument[] = [
    { _id: '1', version: 1, title: '例会', note: '临时', nested: { a: [{ b: 1 }] } },
    { _id: '2', version: 3, title: '培训', nested: { a: [] } },
    { _id: '3', version: 1, title: '讲座' },
  ]
  expect(columnsOf(rows)).toEqual(['title'])
  expect(columnsOf([{ _id: 'tree', nested: { a: [{ b: 1 }] } }])).toEqual([])
})

test('values are words: moments in the local time, lists joined, people by name', () => {
  expect(textOf({ $date: '2026-03-01T01:30:00Z' })).toContain('09:30')
  expect([textOf(['cs', 'lit']), textOf({ id: 't-lin', name: '林知微' }), textOf(false)]).toEqual([
    'cs、lit',
    '林知微',
    'false',
  ])
  expect([textOf(null), textOf(undefined), textOf({ a: 1 }), textOf([{ b: 1 }])]).toEqual(['', '', '', ''])
})
