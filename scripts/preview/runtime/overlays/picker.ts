import { element, pressable } from '../dom'
import { type Columns, columnsFor, type PickerOptions } from './columns'
import { showDialog } from './layer'

export type { PickerOptions }

const ROW = 44

/** Lets the user turn the wheels of a `<picker>`; resolves to its value, or undefined when it is cancelled. */
export function pickColumns(
  options: PickerOptions,
  onTurn: (column: number, row: number) => void,
): Promise<unknown> {
  return new Promise(resolve => {
    const columns = columnsFor(options)
    const wheels = columns.rows.map((rows, column) => {
      const wheel = makeWheel(rows, row => onTurn(column, row))
      wheel.setAttribute('aria-label', `第 ${column + 1} 列`)
      return wheel
    })
    const finish = (value: unknown) => {
      close()
      resolve(value)
    }
    const confirm = () => finish(columns.value(wheels.map(rowOf)))
    const head = header(options.headerText, () => finish(undefined), confirm)
    const box = element('div', 'wx-picker', head, element('div', 'wx-picker-wheels', ...wheels))
    const close = showDialog(box, () => finish(undefined))
    turn(wheels, columns)
  })
}

function header(title: string, cancel: () => void, confirm: () => void): HTMLElement {
  const left = pressable('wx-picker-cancel', '取消', cancel)
  const right = pressable('wx-picker-confirm', '确定', confirm)
  left.textContent = '取消'
  right.textContent = '确定'
  return element('div', 'wx-picker-head', left, element('div', 'wx-picker-title', title), right)
}

function makeWheel(rows: string[], onTurn: (row: number) => void): HTMLElement {
  const wheel = element('div', 'wx-picker-wheel')
  wheel.setAttribute('role', 'listbox')
  for (const [index, label] of rows.entries()) {
    const row = element('div', 'wx-picker-row', label)
    row.setAttribute('role', 'option')
    row.addEventListener('click', () => wheel.scrollTo({ top: index * ROW }))
    wheel.append(row)
  }
  let reported = -1
  wheel.addEventListener('scroll', () => {
    const row = rowOf(wheel)
    if (reported !== -1 && row !== reported) onTurn(row)
    reported = row
  })
  return wheel
}

function turn(wheels: HTMLElement[], { chosen }: Columns): void {
  wheels.forEach((wheel, column) => {
    wheel.scrollTop = chosen[column]! * ROW
  })
}

function rowOf(wheel: HTMLElement): number {
  return Math.round(wheel.scrollTop / ROW)
}
