import { ACCOUNT_LABEL, CONTACT, type Contact } from '../../../../contract/account'
import { proofsChangedWords } from '../../../../contract/account.messages'
import {
  type Department,
  PERSON_ACTION,
  type PersonAction,
  type PersonView,
} from '../../../../contract/directory'
import { dateOf } from '../../../../contract/kernel/time'
import type { ActionSpec } from '../../../../ui/action-sheet/spec'
import { type PersonLine, personLine } from '../../../../ui/person-row/view'
import type { ModalWords } from '../../../../ui/send'

export interface ContactLine {
  contact: Contact
  label: string
  value: string
  masked: boolean
  /** Can be called from the phone. */
  dials: boolean
  /** The caller may see it in full, for a reason. */
  reveals: boolean
}

/** A person's page in words. The buttons are the actions the server offers, no others. */
export interface PersonWords extends PersonLine {
  account: string
  homes: string[]
  contacts: ContactLine[]
  frozen: string
  /** The last change of account, phone or mail; empty where it is not shown to the caller. */
  proofs: string
  /** The other WeChat that asks to be the person's. */
  wechat: string
  buttons: { action: PersonAction; text: string; icon: string; isDangerous: boolean }[]
}

const ICONS: Record<Exclude<PersonAction, 'reveal'>, string> = {
  addColleague: 'user-add',
  removeColleague: 'user-clear',
  save: 'edit',
  freeze: 'user-locked',
  unfreeze: 'user-unlocked',
  confirmWechat: 'user-checked',
}

/** The names from the top's child down to the department. */
function pathOf(departments: readonly Department[], id: string): string {
  const names: string[] = []
  for (let at = departments.find(department => department.id === id); at; ) {
    const { name, parent } = at
    if (parent || !names.length) names.unshift(name)
    at = departments.find(department => department.id === parent)
  }
  return names.join(' / ')
}

export const personWords = (person: PersonView, departments: readonly Department[]): PersonWords => ({
  ...personLine(departments)(person),
  account: person.account && `${ACCOUNT_LABEL[person.kind]} ${person.account}`,
  homes: person.departments.map(id => pathOf(departments, id)).filter(Boolean),
  contacts: (Object.keys(CONTACT) as Contact[]).flatMap(contact => {
    const known = person.contacts[contact]
    if (!known) return []
    const dials = (contact === 'phone' || contact === 'office') && !known.masked
    const reveals = known.masked && person.actions.includes('reveal')
    return [{ contact, label: CONTACT[contact], ...known, dials, reveals }]
  }),
  frozen: person.frozen ? `${dateOf(Date.parse(person.frozen.at))} 冻结：${person.frozen.reason}` : '',
  proofs: person.proofsChanged ? proofsChangedWords(person.proofsChanged) : '',
  wechat: person.wechatRequest
    ? `${dateOf(Date.parse(person.wechatRequest.at))} 有另一个微信申请换绑${person.wechatRequest.confirmed ? '，已确认' : '，等待确认'}`
    : '',
  // Numbers are seen in full by the button beside them.
  buttons: person.actions.flatMap(action => (action === 'reveal' ? [] : [buttonOf(action, person)])),
})

const buttonOf = (
  action: keyof typeof ICONS,
  { state }: Pick<PersonView, 'state'>,
): PersonWords['buttons'][number] => ({
  action,
  text: action === 'unfreeze' && state === 'left' ? '恢复为在职' : PERSON_ACTION[action],
  icon: ICONS[action],
  isDangerous: action === 'freeze',
})

/** A person as the phone's own contacts take them. */
export function phoneContact(person: PersonView, organization: string) {
  const inFull = (contact: Contact) => {
    const known = person.contacts[contact]
    return known && !known.masked ? known.value : undefined
  }
  const [phone, office, mail] = [inFull('phone'), inFull('office'), inFull('mail')]
  return {
    firstName: person.name,
    organization,
    title: person.posts.join('、'),
    ...(phone && { mobilePhoneNumber: phone }),
    ...(office && { workPhoneNumber: office }),
    ...(mail && { email: mail }),
  }
}

/** The question before an action that needs a reason. */
export const SPECS: Record<'freeze' | 'reveal', ActionSpec> = {
  freeze: {
    title: '冻结账号',
    hint: '冻结后对方立刻不能再使用，已有的事项不受影响，之后可以解冻。',
    placeholder: '原因，例如：手机丢失',
    confirm: '冻结',
    theme: 'danger',
    words: 'required',
  },
  reveal: {
    title: '查看完整号码',
    hint: '每天次数有限，原因会留在操作记录里。',
    placeholder: '原因，例如：核对值班表',
    confirm: '查看',
    theme: 'primary',
    words: 'required',
  },
}

/** The question before an action that needs a yes alone. */
export const CONFIRMATIONS: Partial<Record<PersonAction, ModalWords>> = {
  confirmWechat: {
    title: '确认换绑微信',
    content: '请先用别的办法（当面、打登记的电话）核实是本人在换微信。确认后，对方再验证一次就能登录。',
    confirmText: '已核实',
  },
  unfreeze: {
    title: '恢复使用',
    content: '对方马上又能使用微办公。',
    confirmText: '恢复',
  },
}
