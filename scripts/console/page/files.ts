import type { FileSummary } from '../../local-cloud/console/replies'
import { ask, get } from './api'
import { confirmed } from './dialog'
import { actionButton, h, toast } from './dom'
import type { Reload, View } from './view'
import { moment, size } from './words'

/** The files of the cloud's storage. */
export const filesView: View = async (_, reload) => {
  const files = await get<FileSummary[]>('/local/console/files')
  return [
    h(
      'section',
      {},
      h('h2', {}, '存储'),
      files.length > 0
        ? h('ul', { class: 'rows' }, ...files.map(file => row(file, reload)))
        : h('p', { class: 'state' }, '还没有文件：在小程序里上传照片或文件，这里就会列出来'),
    ),
  ]
}

function row({ path, id, size: bytes, type, modified }: FileSummary, reload: Reload): HTMLElement {
  const address = `path=${encodeURIComponent(path)}`
  const remove = actionButton('删除', 'danger-quiet', async () => {
    if (!(await confirmed('删除这个文件？', `${path} 删除后不能恢复，引用它的文档也不会改变。`, '删除')))
      return
    await ask('DELETE', `/local/console/files?${address}`)
    await reload()
    toast('已删除')
  })
  remove.setAttribute('aria-label', `删除 ${path}`)
  return h(
    'li',
    { class: 'item' },
    h(
      'div',
      { class: 'about' },
      h('b', {}, path),
      h('code', { class: 'weak' }, id),
      h('p', { class: 'facts' }, ...[size(bytes), type, moment(modified)].map(words => h('span', {}, words))),
    ),
    h(
      'div',
      { class: 'buttons' },
      h('a', { class: 'quiet', href: `/local/console/files/content?${address}`, download: true }, '下载'),
      remove,
    ),
  )
}
