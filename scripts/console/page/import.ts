import type { LineFault } from '../../local-cloud/console/replies'
import { askJson, Failure } from './api'
import { confirmed, openDialog } from './dialog'
import { actionButton, chooser, field, h, toast } from './dom'
import type { Reload } from './view'
import { count } from './words'

/** Imports a file of JSON lines, or lines that are pasted. */
export function openImport(collection: string, reload: Reload): void {
  const text = h('textarea', { class: 'code', rows: '8', spellcheck: 'false', 'aria-label': '要导入的内容' })
  const file = h('input', { type: 'file', accept: '.json,.jsonl,.txt' })
  const mode = chooser(
    [
      ['insert', '只新增：_id 已存在就报错'],
      ['upsert', '新增或覆盖：_id 已存在就替换'],
    ],
    'insert',
  )
  const faults = h('div', { role: 'alert' })
  file.addEventListener('change', async () => {
    text.value = (await file.files?.[0]?.text()) ?? ''
  })
  const start = actionButton('导入', 'primary', async () => {
    faults.replaceChildren()
    if (mode.value === 'upsert' && !(await confirmed('可能覆盖文档', OVERWRITE, '继续导入'))) return
    const path = `/local/console/collections/${collection}/import?mode=${mode.value}`
    try {
      const imported = await askJson<{ count: number }>('POST', path, text.value)
      dialog.close()
      await reload()
      toast(`导入了 ${count(imported.count)} 个文档`)
    } catch (error) {
      if (error instanceof Failure && error.lines.length > 0) faults.append(...faultList(error))
      else throw error
    }
  })
  const dialog = openDialog(
    `导入到 ${collection}`,
    h('p', { class: 'weak' }, '每行一个 JSON 对象，和云控制台的导出格式相同。有一行不对，就什么都不写入。'),
    field('文件', file),
    text,
    field('方式', mode),
    faults,
    h('div', { class: 'dialog-foot' }, start),
  )
  dialog.element.classList.add('wide')
}

const OVERWRITE = '_id 相同的文档会被文件里的内容整个替换，不能恢复。'

/** More than these would bury the first. */
const SHOWN = 20

function faultList({ message, lines }: Failure): Node[] {
  const item = ({ line, message: reason }: LineFault) =>
    h('li', {}, h('b', {}, `第 ${line} 行`), ` ${reason}`)
  return [
    h('p', { class: 'fault' }, message),
    h('ul', { class: 'faults' }, ...lines.slice(0, SHOWN).map(item)),
  ]
}
