import { element, pressable } from '../dom'
import { loadPicture } from '../pictures'
import { otherPhones, readCode, readOtherPhones } from '../scan'
import { chooseFiles } from './choose-files'
import { showDialog } from './layer'
import { field } from './sheet'

export interface ScanOptions {
  /** Leaves out pictures from the album, as WeChat does. */
  onlyFromCamera?: boolean
}

/** The camera's place: what another phone shows, a picture, or typed text. Resolves to the text, or undefined. */
export function scan({ onlyFromCamera = false }: ScanOptions): Promise<string | undefined> {
  return new Promise(resolve => {
    const finish = (text?: string) => {
      close()
      resolve(text)
    }
    const note = element('p', 'wx-sheet-note')
    note.setAttribute('role', 'status')
    const found = (text: string | undefined) => {
      if (text !== undefined) finish(text)
      else note.textContent = '没有找到二维码'
    }
    const fromFile = () => readFile().then(found, (error: Error) => note.replaceChildren(error.message))
    const typed = field('内容', '')
    typed.input.placeholder = '粘贴二维码内容'
    const body = element('div', 'wx-sheet-body', note)
    if (otherPhones().length > 0) body.append(action('扫另一部手机', () => found(readOtherPhones())))
    if (!onlyFromCamera) body.append(action('选择图片', fromFile))
    body.append(
      typed.row,
      action('识别文字', () => finish(typed.input.value)),
    )
    const cancel = pressable('wx-sheet-item wx-sheet-cancel', '取消', () => finish())
    cancel.textContent = '取消'
    const box = element('div', 'wx-sheet', element('div', 'wx-sheet-title', '扫码'), body, cancel)
    const close = showDialog(box, () => finish())
  })
}

function action(label: string, act: () => void): HTMLElement {
  const made = pressable('wx-sheet-action', label, act)
  made.textContent = label
  return made
}

async function readFile(): Promise<string | undefined> {
  const [file] = await chooseFiles({ accept: 'image/*', count: 1 })
  const address = URL.createObjectURL(file!)
  try {
    return readCode(await loadPicture(address))
  } finally {
    URL.revokeObjectURL(address)
  }
}
