import type { DocumentPage, JsonDocument } from '../../local-cloud/console/replies'
import { get } from './api'
import { columnsOf, textOf } from './columns'
import { chooser, h } from './dom'
import { createDocument, editDocument } from './editor'
import { openImport } from './import'
import type { Place, Reload, View } from './view'
import { count } from './words'

const PAGE_SIZE = 20

const SEARCHES: [by: string, words: string, example: string][] = [
  ['text', '包含文字', '任意字段里的文字'],
  ['id', '_id 等于', '文档的 _id'],
  ['filter', '条件（JSON）', '{"state":"active","createdAt":{"$gt":{"$date":"2026-01-01T00:00:00Z"}}}'],
]

/** The documents of one collection: search, page, edit, import, export. */
export const documentsView: View = async (place, reload) => {
  const { name, query } = place
  const found = await get<DocumentPage>(`/local/console/collections/${name}?${query}`)
  return [
    h(
      'div',
      { class: 'head' },
      h('h2', {}, h('a', { href: '#/database' }, '数据库'), ` / ${name}`),
      h(
        'div',
        { class: 'buttons' },
        h(
          'button',
          { type: 'button', class: 'primary', onclick: () => createDocument(name, reload) },
          '新建文档',
        ),
        h('button', { type: 'button', class: 'quiet', onclick: () => openImport(name, reload) }, '导入'),
        h('a', { class: 'quiet', href: `/local/collections/${name}`, download: `${name}.jsonl` }, '导出'),
      ),
    ),
    searchForm(place),
    found.documents.length > 0
      ? table({ name, reload }, found.documents)
      : h('p', { class: 'state' }, query.has('by') ? '没有找到符合的文档' : '这个集合还没有文档'),
    pager(place, found.total),
  ]
}

function searchForm({ name, query }: Place): HTMLElement {
  const by = chooser(
    SEARCHES.map(([value, words]) => [value, words]),
    query.get('by') ?? 'text',
  )
  const value = h('input', { type: 'search', value: query.get('value') ?? '', 'aria-label': '查找的内容' })
  by.setAttribute('aria-label', '怎样查找')
  const hint = () => {
    value.placeholder = SEARCHES.find(([kind]) => kind === by.value)![2]
  }
  by.addEventListener('change', hint)
  hint()
  const search = (event: Event) => {
    event.preventDefault()
    const asked = value.value.trim()
    location.hash = asked ? addressOf(name, { by: by.value, value: asked }) : addressOf(name, {})
  }
  return h(
    'form',
    { class: 'search', role: 'search', onsubmit: search },
    by,
    value,
    h('button', { class: 'primary' }, '查找'),
  )
}

/** A line for each document, under the names of its columns. */
function table(place: { name: string; reload: Reload }, documents: JsonDocument[]): HTMLElement {
  const columns = columnsOf(documents)
  const heads = ['_id', ...columns].map(column => h('span', {}, column))
  return h(
    'div',
    {},
    columns.length > 0 && h('div', { class: 'document heads', 'aria-hidden': 'true' }, ...heads),
    h('ul', { class: 'documents' }, ...documents.map(document => item(place, document, columns))),
  )
}

function item(
  { name, reload }: { name: string; reload: Reload },
  document: JsonDocument,
  columns: string[],
): HTMLElement {
  const { _id, ...rest } = document
  const edit = () => editDocument(name, document, reload)
  const cells = columns.map(column => h('span', {}, h('i', {}, column), textOf(document[column])))
  return h(
    'li',
    {},
    h(
      'button',
      { type: 'button', class: 'document', onclick: edit },
      h('b', {}, typeof _id === 'string' ? _id : JSON.stringify(_id)),
      ...(cells.length > 0 ? cells : [h('code', {}, JSON.stringify(rest))]),
    ),
  )
}

function pager({ name, query }: Place, total: number): HTMLElement {
  const skip = Number(query.get('skip') ?? 0)
  const to = (words: string, start: number) => {
    if (start < 0 || start >= total || start === skip) return false
    return h(
      'a',
      { class: 'quiet', href: addressOf(name, { ...Object.fromEntries(query), skip: String(start) }) },
      words,
    )
  }
  const last = Math.min(skip + PAGE_SIZE, total)
  return h(
    'nav',
    { class: 'pager', 'aria-label': '翻页' },
    to('上一页', skip - PAGE_SIZE),
    h(
      'span',
      { class: 'weak' },
      total > PAGE_SIZE ? `第 ${skip + 1}–${last} 个，共 ${count(total)} 个` : `共 ${count(total)} 个`,
    ),
    to('下一页', skip + PAGE_SIZE),
  )
}

function addressOf(name: string, query: Record<string, string>): string {
  const text = new URLSearchParams(query).toString()
  return `#/database/${name}${text && `?${text}`}`
}
