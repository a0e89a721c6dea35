import type { Contact } from '../../../../contract/account'
import { type Department, directory } from '../../../../contract/directory'
import { Refusal } from '../../../../contract/kernel/errors'
import { client } from '../../../../services/cloud'
import { RequestKey } from '../../../../services/idempotency'
import { tree } from '../../../../services/tree'
import { loadPage } from '../../../../ui/load-page'
import { explain } from '../../../../ui/phase'
import { KINDS } from '../../people/search/view'
import {
  administered,
  type Field,
  type Form,
  fieldName,
  fieldsOf,
  formOf,
  inputOf,
  type Kind,
  newInputOf,
  problemOf,
} from './view'

const directories = client(directory)
const requestKey = new RequestKey()
const asked = loadPage(async ({ id, department }: { id: string; department: string }) => {
  const [all, person] = await Promise.all([tree(), id ? directories.person({ id }) : undefined])
  // Departments of other administrators stay: they can be seen, so that nobody takes them off unknowingly.
  const others = all.departments.filter(one => person?.departments.includes(one.id))
  const choices = [...new Set([...administered(all), ...others])]
  const form = formOf(person, department)
  const version = person?.version ?? 0
  return { choices, form, opened: form, fields: fieldsOf(person), removed: [], version }
})

Page({
  ...asked,
  data: {
    ...asked.data,
    /** Empty while the member is new. */
    id: '',
    department: '',
    version: 0,
    form: null as Form | null,
    opened: null as Form | null,
    fields: [] as Field[],
    removed: [] as Contact[],
    choices: [] as Department[],
    kinds: KINDS.filter(({ kind }) => kind),
    problem: '',
  },

  async onLoad({ id = '', department = '' }: Record<string, string | undefined>) {
    this.setData({ id, department })
    await wx.setNavigationBarTitle({ title: id ? '编辑成员' : '新增成员' })
    await this.load()
  },

  change(part: Partial<Form>) {
    if (this.data.form) this.setData({ form: { ...this.data.form, ...part }, problem: '' })
  },

  type(event: WechatMiniprogram.Input) {
    this.change({ [event.currentTarget.dataset.field as string]: event.detail.value })
  },

  pickKind(event: WechatMiniprogram.TouchEvent) {
    this.change({ kind: event.currentTarget.dataset.kind as Kind })
  },

  pickDepartments(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.change({ departments: event.detail.value })
  },

  takeAway(event: WechatMiniprogram.TouchEvent) {
    const { contact } = event.currentTarget.dataset as { contact: Contact }
    const fields = this.data.fields.map(field =>
      field.contact === contact ? { ...field, hidden: false, placeholder: '保存后移除' } : field,
    )
    this.setData({ removed: [...this.data.removed, contact], fields, problem: '' })
    this.change({ [contact]: '' })
  },

  async save() {
    const { form, phase } = this.data
    if (!form || phase !== 'ready') return
    const problem = problemOf(form)
    if (problem) return this.setData({ problem })
    this.setData({ phase: 'sending', problem: '' })
    try {
      await this.send(form)
      requestKey.complete()
      await wx.navigateBack()
    } catch (error) {
      this.setData({ phase: 'ready', problem: this.words(error) })
    }
  },

  words(error: unknown): string {
    const { code, message } = explain(error)
    const name = error instanceof Refusal ? fieldName(error.info.field) : undefined
    return name && code !== 'CONTACT_REQUIRED' ? `${name}：${message}` : message
  },

  send(form: Form) {
    const { id, version, opened, removed } = this.data
    const input = id ? { id, version, ...inputOf(form, opened!, removed) } : newInputOf(form)
    return directories.saveMember(input, { key: requestKey.keyFor('save', input) })
  },
})
