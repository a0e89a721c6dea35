import { access } from '../../../contract/access'
import { client } from '../../../services/cloud'
import { tree } from '../../../services/tree'
import { listPage } from '../../../ui/list-page'
import { ACTIONS, type AuditCard, auditCard, type Filters, filtersInput, NO_FILTERS } from './view'

const rights = client(access)

const list = listPage<AuditCard, { filters: Filters }>(async (page, { filters }) => {
  const [{ items, next }, { departments }] = await Promise.all([
    rights.audit({ ...filtersInput(filters), page }),
    tree(),
  ])
  return { items: items.map(auditCard(departments, Date.now())), next }
})

Page({
  ...list,
  data: { ...list.data, filters: NO_FILTERS, actions: ACTIONS },

  async filter(part: Partial<Filters>) {
    this.setData({ filters: { ...this.data.filters, ...part }, phase: 'loading' })
    await this.load()
  },

  async pickAction(event: WechatMiniprogram.PickerChange) {
    await this.filter({ action: Number(event.detail.value) })
  },

  async pickDate(event: WechatMiniprogram.PickerChange) {
    await this.filter({ [event.currentTarget.dataset.field as string]: String(event.detail.value) })
  },

  async pickPerson(event: WechatMiniprogram.CustomEvent<Filters['by']>) {
    await this.filter({ by: event.detail })
  },

  async clear() {
    await this.filter(NO_FILTERS)
  },
})
