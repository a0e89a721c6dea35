import { fact, showSheet } from '../overlays/sheet'
import { covered } from './privacy'

/** The fields that the sheet names, in its order; the phone would save the others too. */
const FIELDS: Record<string, string> = {
  nickName: '昵称',
  mobilePhoneNumber: '手机',
  workPhoneNumber: '工作电话',
  hostNumber: '总机',
  email: '邮箱',
  organization: '单位',
  title: '职位',
  workAddressStreet: '地址',
  remark: '备注',
}

interface Contact {
  firstName: string
  middleName?: string
  lastName?: string
  [field: string]: string | undefined
}

/** Shows what is about to be saved in the phone's contacts. */
async function addPhoneContact(contact: Contact): Promise<void> {
  const { firstName, middleName = '', lastName = '' } = contact
  if (!firstName) throw new Error('parameter error: parameter.firstName should be String')
  const lines = Object.entries(FIELDS).filter(([name]) => contact[name])
  const body = [
    fact('姓名', lastName + middleName + firstName),
    ...lines.map(([name, label]) => fact(label, contact[name]!)),
  ]
  if (!(await showSheet({ title: '新建联系人', body, confirmText: '存储', cancelText: '取消' }))) {
    throw new Error('cancel')
  }
}

export const contacts = { addPhoneContact: covered('addPhoneContact', addPhoneContact) }
