import { type ActionSpec, CLOSED, missingWords, withDefaults } from '../../miniprogram/ui/action-sheet/spec'
import { pendingAction } from '../../miniprogram/ui/pending-action'
import { detailOf, pageOf, uiComponent } from '../make/wechat'

const spec = (part: Partial<ActionSpec>) =>
  withDefaults({ title: '冻结', confirm: '冻结', theme: 'danger', words: 'required', ...part })

test('required words may not be blank, and the sentence of the action says so', () => {
  expect(missingWords(spec({}), '  ')).toBe('请写明原因')
  expect(missingWords(spec({ missing: '请写下备注' }), '')).toBe('请写下备注')
  expect(missingWords(spec({}), '手机遗失')).toBe('')
})

test('optional words, and an action without words, are never missing', () => {
  expect(missingWords(spec({ words: 'optional' }), '')).toBe('')
  expect(missingWords(spec({ words: 'none' }), '')).toBe('')
})

test('a sheet that was never open asks for nothing', () => {
  expect(CLOSED).toMatchObject({ title: '', confirm: '', words: 'none' })
})

test('a page opens its sheet with the action that was tapped, and closes it', () => {
  const page = pageOf(pendingAction<{ action: string; id: string }>())
  page.onAction({ detail: { action: 'freeze', id: 'm1' } })
  expect(page.data.pending).toEqual({ action: 'freeze', id: 'm1' })
  page.endAction()
  expect(page.data.pending).toBeNull()
})

describe('the sheet', () => {
  const open = (part: Partial<ActionSpec>) => {
    const sheet = uiComponent('action-sheet')
    sheet.set({ spec: { title: '冻结', confirm: '冻结', theme: 'danger', words: 'required', ...part } })
    return sheet
  }

  test('it confirms with the words, trimmed, once nothing is missing', () => {
    const { component } = open({ missing: '请写明为什么' })
    component.onConfirm!()
    expect(component.data.missing).toBe('请写明为什么')
    component.onInput!(detailOf({ value: ' 手机遗失 ' }))
    component.onConfirm!()
    expect(component.data.missing).toBe('')
    expect(component.events).toEqual([
      ['change', { words: ' 手机遗失 ' }],
      ['confirm', { words: '手机遗失' }],
    ])
  })

  test('opened for another action it has forgotten the words, closed it still shows the last', () => {
    const { component, set } = open({})
    component.onInput!(detailOf({ value: '手机遗失' }))
    set({ spec: null })
    expect(component.data).toMatchObject({ current: { title: '冻结' }, words: '手机遗失' })
    set({ spec: { title: '移除', confirm: '移除', theme: 'danger', words: 'none' } })
    expect(component.data).toMatchObject({ current: { title: '移除', hint: '' }, words: '' })
  })
})

describe('the frame of a sheet', () => {
  test('it cannot be left by its button while something is sent', () => {
    const { component, set } = uiComponent('bottom-sheet')
    set({ phase: 'sending' })
    component.onBack!()
    expect(component.events).toEqual([])
    set({ phase: 'ready' })
    component.onBack!()
    component.onVisibleChange!(detailOf({ visible: false }))
    expect(component.events).toEqual([
      ['close', undefined],
      ['close', undefined],
    ])
  })
})
