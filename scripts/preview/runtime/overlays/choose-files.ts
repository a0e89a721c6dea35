import { element, screenElement } from '../dom'

export interface FileQuestion {
  /** Same as the `accept` of a file input. */
  accept: string
  /** The most files; the surplus is left out. */
  count: number
}

/**
 * Lets the user choose files of the computer, which stand for those of the phone.
 * @throws Error `cancel` when nothing is chosen
 */
export async function chooseFiles({ accept, count }: FileQuestion): Promise<File[]> {
  if (!navigator.userActivation.isActive) throw new Error('the browser chooses files only after a tap')
  const input = element('input', '')
  Object.assign(input, { type: 'file', accept, multiple: count > 1, hidden: true })
  screenElement().append(input)
  try {
    const chosen = await new Promise<File[]>(resolve => {
      input.addEventListener('cancel', () => resolve([]))
      input.addEventListener('change', () => resolve([...(input.files ?? [])]))
      input.click()
    })
    if (chosen.length === 0) throw new Error('cancel')
    return chosen.slice(0, count)
  } finally {
    input.remove()
  }
}
