import { tapOn, uiComponent } from '../make/wechat'

test('a button tells the page its action', () => {
  const { component } = uiComponent('record-card')
  component.onAction!(tapOn({ action: 'approve' }))
  expect(component.events).toEqual([['action', { action: 'approve' }]])
})

test('a tap opens the card only where it is a link', () => {
  const { component, set } = uiComponent('record-card')
  component.onOpen!()
  expect(component.events).toEqual([])
  set({ link: true })
  component.onOpen!()
  expect(component.events).toEqual([['open', undefined]])
})
