import { attachmentLine, isDocument, sizeWords } from '../../miniprogram/ui/attachment-list/view'
import { indexOf, toChoices, toggle } from '../../miniprogram/ui/options'
import { detailOf, tapOn, uiComponent } from '../make/wechat'

const DAYS = [
  { id: 1, text: '周一' },
  { id: 2, text: '周二' },
  { id: 3, text: '周三' },
]

test('chips show which of their options are chosen, one or several', () => {
  const on = (value: unknown) => toChoices(DAYS, value).flatMap(({ id, on }) => (on ? [id] : []))
  expect(on(2)).toEqual([2])
  expect(on([3, 1])).toEqual([1, 3])
  expect(on('')).toEqual([])
})

test('a chip that is tapped joins in the order of the options, tapped again it leaves', () => {
  expect(toggle(DAYS, [3], 1)).toEqual([1, 3])
  expect(toggle(DAYS, [1, 3], 3)).toEqual([1])
})

test('a picker stands at its value, or at the beginning where that is not offered', () => {
  expect(indexOf(DAYS, 3)).toBe(2)
  expect(indexOf(DAYS, 7)).toBe(0)
})

test('an attachment shows its kind and its size as people say them', () => {
  const attachment = { id: 'a', url: 'https://files/a', size: 1_258_291 }
  expect(attachmentLine({ ...attachment, name: '通知.PDF', kind: 'file' })).toMatchObject({
    icon: 'file-pdf',
    about: 'PDF · 1.2 MB',
  })
  expect(attachmentLine({ ...attachment, name: 'notes.txt', kind: 'file' }).about).toBe('文件 · 1.2 MB')
  expect(attachmentLine({ ...attachment, name: 'a.png', kind: 'picture' }).about).toBe('图片 · 1.2 MB')
  expect([sizeWords(0), sizeWords(1023), sizeWords(2048)]).toEqual(['0 B', '1023 B', '2 KB'])
})

test('only files that WeChat can show are opened as documents', () => {
  expect(['a.docx', 'b.PDF', 'c.xls'].every(isDocument)).toBe(true)
  expect(['a.zip', 'pdf', 'b.txt', 'c.constructor'].some(isDocument)).toBe(false)
})

test('every field tells the form its name and its value', () => {
  const text = uiComponent('text-field')
  text.set({ field: 'name' })
  text.component.onInput!(detailOf({ value: '301' }))
  expect(text.component.events).toEqual([['change', { field: 'name', value: '301' }]])

  const onOff = uiComponent('switch-field')
  onOff.set({ field: 'open', value: false })
  onOff.component.onSwitch!(tapOn({}))
  expect(onOff.component.events).toEqual([['change', { field: 'open', value: true }]])

  const select = uiComponent('select-field')
  select.set({ field: 'day', options: DAYS, value: 2 })
  expect(select.component.data).toMatchObject({ index: 1, texts: ['周一', '周二', '周三'] })
  select.component.onPick!(detailOf({ value: '2' }))
  expect(select.component.events).toEqual([['change', { field: 'day', value: 3 }]])
})

describe('a stepper', () => {
  const counted = (act: (component: ReturnType<typeof uiComponent>['component']) => void) => {
    const { component, set } = uiComponent('stepper')
    set({ field: 'count', value: 2, min: 1, max: 3 })
    act(component)
    return component.events.map(([, detail]) => (detail as { value: number }).value)
  }

  test('a step stays between the least and the most', () => {
    expect(counted(stepper => stepper.onStep!(tapOn({ by: 1 })))).toEqual([3])
    expect(counted(stepper => stepper.onStep!(tapOn({ by: -5 })))).toEqual([1])
  })

  test('a typed number counts at once, and an empty field becomes what it was', () => {
    expect(counted(stepper => stepper.onTyped!(detailOf({ value: '1' })))).toEqual([1])
    expect(counted(stepper => stepper.onTyped!(detailOf({ value: '' })))).toEqual([])
    expect(counted(stepper => stepper.onBlur!(detailOf({ value: '' })))).toEqual([2])
    expect(counted(stepper => stepper.onBlur!(detailOf({ value: '99' })))).toEqual([3])
  })
})

describe('chips', () => {
  const tap = (properties: object, id: number) => {
    const { component, set } = uiComponent('chips')
    set({ field: 'days', options: DAYS, ...properties })
    component.onChoose!(tapOn({ id }))
    return component.events[0]?.[1]
  }

  test('a tap chooses one, or one more of several', () => {
    expect(tap({ value: 1 }, 2)).toEqual({ field: 'days', value: 2 })
    expect(tap({ value: [3], multiple: true }, 1)).toEqual({ field: 'days', value: [1, 3] })
  })

  test('another tap takes it back only where nothing may be chosen', () => {
    expect(tap({ value: 1 }, 1)).toEqual({ field: 'days', value: 1 })
    expect(tap({ value: 1, optional: true }, 1)).toEqual({ field: 'days', value: '' })
  })
})
