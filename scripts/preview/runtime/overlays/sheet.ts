import { element, pressable } from '../dom'
import { showDialog } from './layer'

export interface Sheet {
  title: string
  body: HTMLElement[]
  confirmText: string
  /** Without it the sheet can only be confirmed. */
  cancelText?: string
}

/** Shows a sheet of the client's own from below; resolves to whether it was confirmed. */
export function showSheet({ title, body, confirmText, cancelText }: Sheet): Promise<boolean> {
  return new Promise(resolve => {
    const finish = (confirmed: boolean) => {
      close()
      resolve(confirmed)
    }
    const button = (label: string, confirmed: boolean) => {
      const made = pressable('wx-modal-button', label, () => finish(confirmed))
      made.textContent = label
      made.classList.toggle('wx-modal-confirm', confirmed)
      return made
    }
    const buttons = element('div', 'wx-modal-buttons', ...(cancelText ? [button(cancelText, false)] : []))
    buttons.append(button(confirmText, true))
    const head = element('div', 'wx-sheet-title', title)
    const box = element('div', 'wx-sheet', head, element('div', 'wx-sheet-body', ...body), buttons)
    const close = showDialog(box, () => finish(false))
  })
}

/** A line of a sheet: `电话　1990000…`. */
export function fact(label: string, value: string): HTMLElement {
  const name = element('span', 'wx-sheet-label', label)
  return element('div', 'wx-sheet-fact', name, element('span', 'wx-sheet-value', value))
}

/** A line of a sheet that can be typed into. */
export function field(label: string, value: string): { row: HTMLElement; input: HTMLInputElement } {
  const input = element('input', 'wx-sheet-value')
  input.value = value
  return { row: element('label', 'wx-sheet-fact', element('span', 'wx-sheet-label', label), input), input }
}

/** A line of a sheet that can be ticked. */
export function tick(label: string, checked: boolean): { row: HTMLElement; box: HTMLInputElement } {
  const box = element('input', '')
  Object.assign(box, { type: 'checkbox', checked })
  return { row: element('label', 'wx-sheet-fact', element('span', 'wx-sheet-value', label), box), box }
}
