import { CONTACT, type Contact } from '../../../../contract/account'
import type { Department, directory, PersonView, Tree } from '../../../../contract/directory'
import type { Sent } from '../../../../contract/kernel/rpc'
import type { Faults } from '../../../../ui/form'
import { typedFields } from '../../../../ui/typed'
import type { Kind } from '../../people/search/view'

type Draft = Sent<(typeof directory)['ops']['saveMember']>

/** The form as it is typed: posts are text until they are sent. */
export interface Form extends Record<Contact, string> {
  name: string
  account: string
  /** Empty for an outsider. */
  kind: Kind | ''
  departments: string[]
  posts: string
}

/** A contact as the form shows it: one that is shortened can be replaced or taken away, not read. */
export interface Field {
  contact: Contact
  label: string
  placeholder: string
  /** There is one that is not shown. */
  hidden: boolean
}

const EXAMPLES: Record<Contact, string> = {
  phone: '手机号，用来验证身份',
  mail: '邮箱，用来验证身份',
  office: '例如：0731-88880000',
  qq: 'QQ 号',
  wechat: '微信号',
}

const CONTACTS = Object.keys(CONTACT) as Contact[]

/** The departments that the caller administers, in the tree's order. */
export const administered = ({ departments, administered: ids }: Tree): Department[] =>
  departments.filter(({ id }) => ids.includes(id))

export const fieldsOf = (person?: PersonView): Field[] =>
  CONTACTS.map(contact => {
    const known = person?.contacts[contact]
    const hidden = known?.masked ?? false
    return {
      contact,
      label: CONTACT[contact],
      hidden,
      placeholder: hidden ? `${known!.value}（不改就留空）` : EXAMPLES[contact],
    }
  })

/** The form of a member, or of a new one in a department. */
export function formOf(person: PersonView | undefined, departmentId: string): Form {
  const inFull = (contact: Contact) => {
    const known = person?.contacts[contact]
    return known && !known.masked ? known.value : ''
  }
  return {
    name: person?.name ?? '',
    account: person?.account ?? '',
    kind: person?.kind === 'outside' ? '' : (person?.kind ?? 'staff'),
    departments: person?.departments ?? (departmentId ? [departmentId] : []),
    posts: person?.posts.join('、') ?? '',
    phone: inFull('phone'),
    mail: inFull('mail'),
    office: inFull('office'),
    qq: inFull('qq'),
    wechat: inFull('wechat'),
  }
}

const words = (text: string): string[] =>
  [...new Set(text.split(/[、,，;；/]+/).map(word => word.trim()))].filter(Boolean)

const sentOf = (form: Form, field: keyof Form) => (field === 'posts' ? words(form.posts) : form[field])

/** The changes since the form was opened; an empty account is none. `removed` are hidden contacts to take away. */
export function inputOf(form: Form, opened: Form, removed: readonly Contact[]): Draft {
  const fields = typedFields(form, opened).filter(field => field !== 'account' || form.account)
  return {
    ...Object.fromEntries(fields.map(field => [field, sentOf(form, field)])),
    ...Object.fromEntries(removed.filter(contact => !form[contact]).map(contact => [contact, ''])),
  }
}

/** A new member has all of the form, whether it was typed or left as it was. */
export const newInputOf = (form: Form): Draft => ({
  ...Object.fromEntries(
    CONTACTS.filter(contact => form[contact].trim()).map(contact => [contact, form[contact]]),
  ),
  name: form.name,
  kind: form.kind || 'staff',
  departments: form.departments,
  posts: words(form.posts),
  ...(form.account.trim() && { account: form.account }),
})

/** The faults of the form, by field; the contract checks the rest. */
export const faultsOf = ({ name, departments }: Form): Faults<Form> => ({
  ...(!name.trim() && { name: '请填写姓名' }),
  ...(!departments.length && { departments: '请选择部门' }),
})

/** Names of the fields. */
export const LABELS: Record<keyof Form, string> = {
  ...CONTACT,
  name: '姓名',
  account: '工号/学号',
  kind: '类别',
  departments: '部门',
  posts: '职务',
}

/** The fields once a contact that is not shown will be taken away. */
export const withoutHidden = (fields: readonly Field[], contact: Contact): Field[] =>
  fields.map(field =>
    field.contact === contact ? { ...field, hidden: false, placeholder: '保存后移除' } : field,
  )
