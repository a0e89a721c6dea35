import { Failure } from './api'
import { h } from './dom'

export interface JsonField {
  element: HTMLTextAreaElement
  /** Says what is wrong with the text, below it. */
  fault: HTMLElement
  show(value: unknown): void
  /** @throws Failure when the text is no JSON */
  read(): unknown
}

/** A field for JSON that says at once when the text is none. */
export function textarea(label: string): JsonField {
  const fault = h('p', { class: 'fault', role: 'alert' })
  const element = h('textarea', {
    'aria-label': label,
    spellcheck: 'false',
    autocapitalize: 'off',
    rows: '12',
    class: 'code',
  })
  const check = () => {
    const problem = problemOf(element.value)
    element.setAttribute('aria-invalid', String(problem !== ''))
    fault.textContent = problem
    return problem
  }
  element.addEventListener('input', check)
  return {
    element,
    fault,
    show(value) {
      element.value = JSON.stringify(value, null, 2)
      check()
    },
    read() {
      const problem = check()
      if (problem) throw new Failure(problem)
      return JSON.parse(element.value)
    },
  }
}

function problemOf(text: string): string {
  try {
    JSON.parse(text)
    return ''
  } catch (error) {
    return `不是有效的 JSON：${(error as Error).message}`
  }
}
