import { Refusal } from '../../../../contract/kernel/errors'
import { type CategorySettings, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { RequestKey } from '../../../../services/idempotency'
import { loadPage } from '../../../../ui/load-page'
import { explain } from '../../../../ui/phase'
import {
  type Form,
  fieldProblem,
  formOf,
  inputOf,
  previewLines,
  problemOf,
  type Rung,
  toggled,
  weekdays,
} from './view'

const repairs = client(repair)
const requestKey = new RequestKey()
const asked = loadPage(async ({ id }: { id: string }) => {
  const category = id ? await find(id) : undefined
  const form = formOf(category)
  return { form, days: weekdays(form.days), version: category?.version ?? 0, preview: null, problem: '' }
})

async function find(id: string): Promise<CategorySettings> {
  const { categories } = await repairs.settings({})
  const found = categories.find(one => one.id === id)
  if (!found) throw new Refusal('NOT_FOUND')
  return found
}

Page({
  ...asked,
  data: {
    ...asked.data,
    /** Empty while the category is new. */
    id: '',
    version: 0,
    form: null as Form | null,
    days: [] as ReturnType<typeof weekdays>,
    preview: null as ReturnType<typeof previewLines> | null,
    problem: '',
  },

  async onLoad({ id = '' }: Record<string, string | undefined>) {
    this.setData({ id })
    await wx.setNavigationBarTitle({ title: id ? '编辑类别' : '新增类别' })
    await this.load()
  },

  change(part: Partial<Form>) {
    if (this.data.form) this.setData({ form: { ...this.data.form, ...part }, problem: '' })
  },

  type(event: WechatMiniprogram.Input) {
    this.change({ [event.currentTarget.dataset.field as string]: event.detail.value })
  },

  toggleDay(event: WechatMiniprogram.TouchEvent) {
    const days = toggled(this.data.form!.days, Number(event.currentTarget.dataset.day))
    this.setData({ days: weekdays(days) })
    this.change({ days })
  },

  changeLadder(event: WechatMiniprogram.CustomEvent<{ ladder: Rung[] }>) {
    this.change({ ladder: event.detail.ladder })
  },

  async showPreview() {
    try {
      const { items } = await repairs.mailPreview({ categoryId: this.data.id })
      this.setData({ preview: previewLines(items) })
    } catch (error) {
      this.setData({ problem: explain(error).message })
    }
  },

  async save() {
    const { form, phase } = this.data
    if (!form || phase !== 'ready') return
    const problem = problemOf(form)
    if (problem) return this.setData({ problem })
    await this.send(inputOf(form))
  },

  async remove() {
    const { id, form, phase } = this.data
    if (!form || phase !== 'ready') return
    const content = `以后不能再选“${form.name}”报修，已有的工单不受影响。`
    const { confirm } = await wx.showModal({ title: '停用类别', content, confirmText: '停用' })
    if (confirm && id) await this.send({ ...inputOf(form), removed: true })
  },

  async send(draft: ReturnType<typeof inputOf>) {
    const { id, version } = this.data
    this.setData({ phase: 'sending', problem: '' })
    try {
      const input = { ...(id && { id, version }), ...draft }
      await repairs.saveCategory(input, { key: requestKey.keyFor('saveCategory', input) })
      requestKey.complete()
      await wx.navigateBack()
    } catch (error) {
      const field = error instanceof Refusal ? error.info.field : undefined
      this.setData({ phase: 'ready', problem: fieldProblem(field) ?? explain(error).message })
    }
  },
})
