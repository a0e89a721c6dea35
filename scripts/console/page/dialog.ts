import { h } from './dom'

export interface Dialog {
  element: HTMLDialogElement
  close(): void
}

/** Opens a dialog over the page. It closes by Escape, and is gone once closed. */
export function openDialog(title: string, ...content: (Node | string)[]): Dialog {
  const close = () => element.close()
  const cross = h('button', { type: 'button', class: 'icon', 'aria-label': '关闭', onclick: close }, '✕')
  const element = h(
    'dialog',
    { 'aria-label': title },
    h('div', { class: 'dialog-head' }, h('h2', {}, title), cross),
    ...content,
  )
  element.addEventListener('close', () => {
    // The place for messages may have been moved in here.
    document.body.append(...element.querySelectorAll('#toast'))
    element.remove()
  })
  document.body.append(element)
  element.showModal()
  return { element, close }
}

/** Asks before what cannot be undone; Escape means no. */
export function confirmed(title: string, sentence: string, yes: string): Promise<boolean> {
  return new Promise(resolve => {
    const answer = (value: boolean) => () => {
      resolve(value)
      close()
    }
    const no = h('button', { type: 'button', class: 'quiet', onclick: answer(false) }, '取消')
    const go = h('button', { type: 'button', class: 'danger', onclick: answer(true) }, yes)
    const { element, close } = openDialog(
      title,
      h('p', {}, sentence),
      h('div', { class: 'dialog-foot' }, no, go),
    )
    element.setAttribute('role', 'alertdialog')
    element.addEventListener('close', () => resolve(false))
    no.focus()
  })
}
