import type { JsonDocument } from '../../local-cloud/console/replies'
import { ask } from './api'
import { confirmed, type Dialog, openDialog } from './dialog'
import { actionButton, h, toast } from './dom'
import { type JsonField, textarea } from './json'
import type { Reload } from './view'

const FORMAT = '时间写成 {"$date":"2026-03-01T09:30:00.000Z"}'

/** Opens an empty document of a collection. */
export function createDocument(collection: string, reload: Reload): void {
  const editor = textarea('文档（JSON）')
  editor.show({})
  const save = actionButton('新建', 'primary', async () => {
    await ask('POST', pathOf(collection), JSON.stringify(editor.read()))
    await done(dialog, reload, '已新建')
  })
  const dialog = open(`新建文档 · ${collection}`, editor, [save], `不写 _id 会自动生成。${FORMAT}`)
}

/** Opens a document for editing; saving replaces it, unless it was changed meanwhile. */
export function editDocument(collection: string, document: JsonDocument, reload: Reload): void {
  const editor = textarea('文档（JSON）')
  editor.show(document)
  const save = actionButton('保存', 'primary', async () => {
    const change = { before: JSON.stringify(document), after: JSON.stringify(editor.read()) }
    await ask('PUT', pathOf(collection), JSON.stringify(change))
    await done(dialog, reload, '已保存')
  })
  const remove = actionButton('删除', 'danger-quiet', async () => {
    if (!(await confirmed('删除这个文档？', `${idOf(document)} 删除后不能恢复。`, '删除'))) return
    const id = encodeURIComponent(JSON.stringify(document._id))
    await ask('DELETE', `${pathOf(collection)}?id=${id}`)
    await done(dialog, reload, '已删除')
  })
  const dialog = open(`${idOf(document)} · ${collection}`, editor, [remove, save], FORMAT)
}

const pathOf = (collection: string): string => `/local/console/collections/${collection}`

const idOf = ({ _id }: JsonDocument): string => (typeof _id === 'string' ? _id : JSON.stringify(_id))

function open(title: string, editor: JsonField, buttons: HTMLElement[], note: string): Dialog {
  const dialog = openDialog(
    title,
    editor.element,
    editor.fault,
    h('p', { class: 'weak' }, note),
    h('div', { class: 'dialog-foot' }, ...buttons),
  )
  dialog.element.classList.add('wide')
  editor.element.focus()
  editor.element.setSelectionRange(0, 0)
  return dialog
}

async function done(dialog: Dialog, reload: Reload, words: string): Promise<void> {
  dialog.close()
  await reload()
  toast(words)
}
