import { Refusal } from '../../../../contract/kernel/errors'
import { type CategorySettings, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { WEEKDAYS } from '../../../../ui/date-words'
import { formPage } from '../../../../ui/form-page'
import { explain } from '../../../../ui/phase'
import { faultsOf, formOf, inputOf, LABELS, previewLines } from './view'

const repairs = client(repair)
const page = formPage({
  titles: { create: '新增类别', edit: '编辑类别' },
  async load({ id }) {
    const category = id ? await findCategory(id) : undefined
    return { form: formOf(category), version: category?.version ?? 0, preview: null }
  },
  faultsOf,
  labels: LABELS,
  inputOf: (form, { id, version }) => ({ ...(id && { id, version }), ...inputOf(form) }),
  send: repairs.saveCategory,
  remove: {
    confirm: ({ name }) => ({
      title: '停用类别',
      content: `以后不能再选“${name}”报修，已有的工单不受影响。`,
      confirmText: '停用',
    }),
    inputOf: ({ id, version, opened }) => ({ id, version, name: opened.name, removed: true }),
    send: repairs.saveCategory,
  },
})

async function findCategory(id: string): Promise<CategorySettings> {
  const { categories } = await repairs.settings({})
  const category = categories.find(other => other.id === id)
  if (!category) throw new Refusal('NOT_FOUND')
  return category
}

Page({
  ...page,
  data: {
    ...page.data,
    weekdays: WEEKDAYS,
    preview: null as ReturnType<typeof previewLines> | null,
  },

  async showPreview() {
    try {
      const { items } = await repairs.mailPreview({ categoryId: this.data.id })
      this.setData({ preview: previewLines(items) })
    } catch (error) {
      this.setData({ problem: explain(error).message })
    }
  },
})
