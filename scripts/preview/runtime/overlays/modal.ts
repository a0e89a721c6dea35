import { element, pressable } from '../dom'
import { showDialog } from './layer'

export interface ModalOptions {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  confirmText?: string
  cancelColor?: string
  confirmColor?: string
  editable?: boolean
  placeholderText?: string
}

export interface ModalResult {
  confirm: boolean
  cancel: boolean
  content: string | null
}

/** wx.showModal: resolves once the user has chosen. */
export function showModal(options: ModalOptions): Promise<ModalResult> {
  return new Promise(resolve => {
    const { title, content = '', editable = false, placeholderText = '', showCancel = true } = options
    const field = element('input', 'wx-modal-field')
    Object.assign(field, { value: content, placeholder: placeholderText })
    const finish = (confirm: boolean) => {
      close()
      resolve({ confirm, cancel: !confirm, content: editable && confirm ? field.value : null })
    }
    const box = element('div', 'wx-modal')
    if (title) box.append(element('div', 'wx-modal-title', title))
    box.append(editable ? field : element('div', 'wx-modal-content', content), buttons(options, finish))
    const close = showDialog(box, undefined, () => showCancel && finish(false))
    if (editable) field.focus()
  })
}

function buttons(options: ModalOptions, finish: (confirm: boolean) => void): HTMLElement {
  const {
    showCancel = true,
    cancelText = '取消',
    confirmText = '确定',
    cancelColor = '',
    confirmColor = '',
  } = options
  const cancel = pressable('wx-modal-button', cancelText, () => finish(false))
  const confirm = pressable('wx-modal-button wx-modal-confirm', confirmText, () => finish(true))
  cancel.textContent = cancelText
  confirm.textContent = confirmText
  cancel.style.color = cancelColor
  confirm.style.color = confirmColor
  return element('div', 'wx-modal-buttons', ...(showCancel ? [cancel] : []), confirm)
}
