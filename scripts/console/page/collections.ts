import type { CollectionSummary, IndexSummary, QuerySummary } from '../../local-cloud/console/replies'
import { get } from './api'
import { h } from './dom'
import { queryList } from './queries'
import { count } from './words'

/** Every collection with its indexes, and the queries that were made. */
export async function collectionsView(): Promise<Node[]> {
  const [collections, queries] = await Promise.all([
    get<CollectionSummary[]>('/local/console/collections'),
    get<QuerySummary[]>('/local/queries'),
  ])
  return [
    h('section', {}, h('h2', {}, '集合'), h('ul', { class: 'rows' }, ...collections.map(row))),
    h(
      'section',
      {},
      h('h2', {}, '查询'),
      queries.length > 0
        ? queryList(queries)
        : h('p', { class: 'state' }, '还没有查询：在小程序里点一点，这里会列出每种查询用了哪个索引'),
    ),
  ]
}

function row(collection: CollectionSummary): HTMLElement {
  const { name, description, count: documents, indexes, scans } = collection
  return h(
    'li',
    {},
    h(
      'a',
      { class: 'row', href: `#/database/${name}` },
      h('b', {}, name),
      h('span', { class: 'amount' }, `${count(documents)} 个文档`),
      h('span', { class: 'weak' }, description),
    ),
    h(
      'div',
      { class: 'indexes', role: 'group', 'aria-label': `${name} 的索引` },
      ...indexes.map(indexTag),
      scans > 0 && h('span', { class: 'tag bad' }, `${count(scans)} 次查询没走索引`),
    ),
  )
}

function indexTag({ name, keys, unique, sparse, uses }: IndexSummary): HTMLElement {
  const order = Object.entries(keys).map(([path, direction]) => `${path} ${direction === 1 ? '↑' : '↓'}`)
  const kind = [unique && '唯一', sparse && '稀疏'].filter(Boolean).join('、')
  return h(
    'span',
    { class: uses > 0 ? 'tag used' : 'tag', title: `${order.join('，')}${kind && `（${kind}）`}` },
    name,
    kind && h('i', {}, kind),
    uses > 0 && h('b', {}, `${count(uses)} 次`),
  )
}
