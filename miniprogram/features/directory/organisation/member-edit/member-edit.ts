import type { Contact } from '../../../../contract/account'
import { ACCOUNT_LABEL } from '../../../../contract/account'
import { type Department, directory } from '../../../../contract/directory'
import { client } from '../../../../services/cloud'
import { tree } from '../../../../services/tree'
import { formPage } from '../../../../ui/form-page'
import { MEMBER_KINDS } from '../../people/search/view'
import {
  administered,
  type Field,
  type Form,
  faultsOf,
  fieldsOf,
  formOf,
  inputOf,
  LABELS,
  newInputOf,
  withoutHidden,
} from './view'

const directories = client(directory)

/** Saves, and says so where a person from outside is asked first. */
const save: typeof directories.saveMember = async (input, options) => {
  const person = await directories.saveMember(input, options)
  if (person.offered) await wx.showToast({ title: '已请本人确认', icon: 'none' })
  return person
}

const page = formPage({
  titles: { create: '新增成员', edit: '编辑成员' },
  async load({ id, department = '' }) {
    const [all, person] = await Promise.all([tree(), id ? directories.person({ id }) : undefined])
    // Departments of other administrators are shown, too, so that they are not removed by accident.
    const others = all.departments.filter(({ id }) => person?.departments.includes(id))
    return {
      form: formOf(person, department),
      version: person?.version ?? 0,
      fields: fieldsOf(person),
      removed: [] as Contact[],
      choices: [...new Set([...administered(all), ...others])],
    }
  },
  faultsOf,
  labels: LABELS,
  inputOf: (form, { id, version, opened, removed }) =>
    id ? { id, version, ...inputOf(form, opened, removed) } : newInputOf(form),
  send: save,
})

Page({
  ...page,
  data: {
    ...page.data,
    fields: [] as Field[],
    removed: [] as Contact[],
    choices: [] as Department[],
    kinds: MEMBER_KINDS,
    accountLabels: ACCOUNT_LABEL,
  },

  onDepartments(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.change({ departments: event.detail.value })
  },

  /** Contacts that were taken away are so in what others saved, too. */
  async loadBelow(form: Form) {
    const { removed } = this.data
    await page.loadBelow.call(this, form)
    this.setData({ removed, fields: removed.reduce(withoutHidden, this.data.fields) })
  },

  removeContact(event: WechatMiniprogram.TouchEvent) {
    const { contact } = event.currentTarget.dataset as { contact: Contact }
    this.setData({
      removed: [...this.data.removed, contact],
      fields: withoutHidden(this.data.fields, contact),
    })
    this.change({ [contact]: '' })
  },
})
