import type { ImportView } from '#contract/directory'
import { confirmationOf, screenOf } from '../../miniprogram/features/directory/imports/import/view'

const view = (change: Partial<ImportView>): ImportView => ({
  id: 'i-1',
  source: 'sheet',
  file: '名单.xlsx',
  state: 'checked',
  at: '2026-03-01T08:00:00.000Z',
  by: '沈系明',
  counts: { new: 0, changed: 0, moved: 0, leaving: 0, offered: 0, same: 3 },
  samples: [],
  faults: [],
  kept: [],
  notes: [],
  warnings: [],
  newDepartments: [],
  renamedDepartments: [],
  progress: { done: 0, total: 0 },
  actions: [],
  ...change,
})

test('X1: the page of a sheet that changes nothing says so, and offers nothing', () => {
  const screen = screenOf(view({ state: 'applied' }), 50)
  expect(screen).toMatchObject({ title: '没有要改的', buttons: [] })
})

test('S3: the page of an unusual import shows the warnings, and asks with them', () => {
  const held = view({
    state: 'held',
    warnings: ['9 人会调部门'],
    notes: ['没有用到的列：备注'],
    renamedDepartments: [{ from: '计算机学院', to: '计算机与人工智能学院' }],
    progress: { done: 0, total: 9 },
    actions: ['step'],
  })
  expect(screenOf(held, 50)).toMatchObject({
    warnings: [{ text: '9 人会调部门' }],
    notes: [{ text: '没有用到的列：备注' }],
    renamedDepartments: '计算机学院 → 计算机与人工智能学院',
    buttons: [{ action: 'step' }],
  })
  expect(confirmationOf('step', held)!.content).toContain('9 人会调部门')
})

test('S3: the page of a held run of the sync leads to the page of the sync', () => {
  const screen = screenOf(view({ source: 'sync', state: 'held', warnings: ['9 人会离开'] }), 50)
  expect(screen).toMatchObject({ hint: expect.stringContaining('同步页面'), buttons: [] })
})
