import type { access, GroupView } from '../../../contract/access'
import { proofsChangedWords } from '../../../contract/account.messages'
import { GRANTABLE, isServed } from '../../../contract/features/index'
import type { Sent } from '../../../contract/kernel/rpc'
import type { Faults } from '../../../ui/form'
import type { ModalWords } from '../../../ui/send'
import { rightWords } from '../groups/view'

export interface Right {
  /** `room.manage`. */
  id: string
  text: string
  on: boolean
}

/** The form as it is edited: one switch for each right that there is. */
export interface Form {
  name: string
  /** `proofs` says who last changed the member's account, phone or mail. */
  members: { id: string; name: string; proofs?: string }[]
  rights: Right[]
  everywhere: boolean
  departments: string[]
  contacts: boolean
}

const KINDS = ['send', 'manage'] as const

/** The rights that open something, and those that `group` has, which are on. */
const rightsOf = (group?: GroupView): Right[] =>
  Object.entries(GRANTABLE).flatMap(([application, duties]) =>
    KINDS.map(kind => ({
      id: `${application}.${kind}`,
      text: `${duties.title}：${rightWords(application, kind)}`,
      on: group?.rights.find(right => right.application === application)?.[kind] ?? false,
      duty: duties[kind],
    }))
      .filter(({ duty, on }) => duty && (on || isServed(duty)))
      .map(({ id, text, on }) => ({ id, text, on })),
  )

export const formOf = (group?: GroupView): Form => ({
  name: group?.name ?? '',
  members: (group?.members ?? []).map(({ id, name, proofsChanged }) => ({
    id,
    name,
    ...(proofsChanged && { proofs: proofsChangedWords(proofsChanged) }),
  })),
  rights: rightsOf(group),
  everywhere: group?.scope.includes('*') ?? false,
  departments: group?.scope.filter(id => id !== '*') ?? [],
  contacts: group?.contacts ?? false,
})

/** The faults of the form; a scope of all departments needs none, and the contacts are a right as well. */
export function faultsOf({ name, everywhere, departments, rights, contacts }: Form): Faults<Form> {
  return {
    ...(!name.trim() && { name: '请填写名称' }),
    ...(!contacts && !rights.some(({ on }) => on) && { rights: '请至少打开一项权限' }),
    ...(!everywhere && !departments.length && { departments: '请选择管理范围' }),
  }
}

export const REMOVAL: ModalWords = {
  title: '删除管理组',
  content: '成员马上失去从这里得到的权限，不能撤销。',
  confirmText: '删除',
}

export type Draft = Sent<(typeof access)['ops']['saveGroup']>

export const inputOf = ({ name, members, rights, everywhere, departments, contacts }: Form): Draft => {
  const on = (application: string, kind: (typeof KINDS)[number]) =>
    rights.some(right => right.on && right.id === `${application}.${kind}`)
  return {
    name,
    contacts,
    members: members.map(({ id }) => id),
    scope: everywhere ? ['*'] : departments,
    rights: Object.keys(GRANTABLE)
      .map(application => ({ application, send: on(application, 'send'), manage: on(application, 'manage') }))
      .filter(({ send, manage }) => send || manage),
  }
}
