import { access } from '../../../contract/access'
import { client } from '../../../services/cloud'
import { tree } from '../../../services/tree'
import type { FieldEvent } from '../../../ui/form'
import { searchList } from '../../../ui/search-list'
import { ACTIONS, type AuditCard, auditCard, type Filters, filtersInput, NO_FILTERS } from './view'

const rights = client(access)
const list = searchList<AuditCard, Filters>({
  async fetch(page, filters) {
    const [{ items, next }, { departments }] = await Promise.all([
      rights.audit({ ...filtersInput(filters), page }),
      tree(),
    ])
    return { items: items.map(auditCard(departments, Date.now())), next }
  },
  filters: NO_FILTERS,
})

Page({
  ...list,
  data: { ...list.data, actions: ACTIONS },

  async onFilter({ currentTarget, detail }: FieldEvent) {
    const field = detail.field ?? currentTarget.dataset.field
    if (field) await this.applyFilters({ [field]: detail.value })
  },

  async onPerson(event: WechatMiniprogram.CustomEvent<Filters['by']>) {
    await this.applyFilters({ by: event.detail })
  },

  async clear() {
    await this.applyFilters(NO_FILTERS)
  },
})
