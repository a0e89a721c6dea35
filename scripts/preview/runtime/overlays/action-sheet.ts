import { element, pressable } from '../dom'
import { showDialog } from './layer'

export interface ActionSheetOptions {
  itemList: string[]
  itemColor?: string
  alertText?: string
}

/** wx.showActionSheet: resolves to the index of the chosen item, or undefined when the user cancels. */
export function showActionSheet({
  itemList,
  itemColor = '',
  alertText,
}: ActionSheetOptions): Promise<number | undefined> {
  return new Promise(resolve => {
    const finish = (index?: number) => {
      close()
      resolve(index)
    }
    const items = itemList.map((label, index) => {
      const item = pressable('wx-sheet-item', label, () => finish(index))
      item.textContent = label
      item.style.color = itemColor
      return item
    })
    const cancel = pressable('wx-sheet-item wx-sheet-cancel', '取消', () => finish())
    cancel.textContent = '取消'
    const heading = alertText ? [element('div', 'wx-sheet-alert', alertText)] : []
    const close = showDialog(element('div', 'wx-sheet', ...heading, ...items, cancel), () => finish())
  })
}
