import type { QuerySummary } from '../../local-cloud/console/replies'
import { h } from './dom'
import { count } from './words'

const ACTIONS: Record<string, string> = {
  find: '查询',
  count: '计数',
  update: '修改',
  remove: '删除',
  aggregate: '聚合',
}

/** Shapes of queries with the index that served each; those without one stand out and come first. */
export function queryList(queries: QuerySummary[]): HTMLElement {
  const ordered = [...queries].sort(
    (a, b) => Number(b.index === null) - Number(a.index === null) || b.count - a.count,
  )
  return h(
    'ul',
    { class: 'queries' },
    ...ordered.map(({ collection, action, shape, index, count: times }) =>
      h(
        'li',
        { class: index === null ? 'alarming' : '' },
        h('span', { class: 'tag' }, ACTIONS[action] ?? action),
        h('span', { class: 'query' }, h('b', {}, collection), ' ', h('code', {}, shape)),
        h('span', { class: index === null ? 'bad' : 'weak' }, index === null ? '没走索引' : `索引 ${index}`),
        h('span', { class: 'times' }, `${count(times)} 次`),
      ),
    ),
  )
}
