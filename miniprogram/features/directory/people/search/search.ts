import { directory } from '../../../../contract/directory'
import { client } from '../../../../services/cloud'
import { tree } from '../../../../services/tree'
import { type PersonLine, personLine } from '../../../../ui/person-row/view'
import { searchList } from '../../../../ui/search-list'
import { failureOf, KINDS, type Kind } from './view'

const directories = client(directory)
const search = searchList<PersonLine, { kind: Kind | '' }>({
  async fetch(page, { text, kind }) {
    const [{ items, next }, { departments }] = await Promise.all([
      directories.search({ text, ...(kind && { kind }), page }),
      tree(),
    ])
    return { items: items.map(personLine(departments)), next }
  },
  filters: { kind: '' },
  emptyUntilTyped: true,
  failed: error => ({ phase: 'failed', failure: failureOf(error) }),
})

Page({
  ...search,
  data: { ...search.data, kinds: KINDS },

  async onKind(event: WechatMiniprogram.CustomEvent<{ value: Kind | '' }>) {
    await this.applyFilters({ kind: event.detail.value })
  },
})
