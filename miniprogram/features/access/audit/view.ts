import type { AuditEntry, access } from '../../../contract/access'
import { MEMBER_KIND, type MemberKind } from '../../../contract/account'
import type { Department } from '../../../contract/directory'
import { AUDIT_ACTION, type AuditAction, DUTIES, type Duty } from '../../../contract/features/index'
import type { Sent } from '../../../contract/kernel/rpc'
import { momentWords } from '../../../ui/date-words'
import type { Option } from '../../../ui/options'

export interface Filters {
  by: { id: string; name: string }
  /** Empty for all. */
  action: AuditAction | ''
  from: string
  to: string
}

export const NO_FILTERS: Filters = { by: { id: '', name: '' }, action: '', from: '', to: '' }

export const ACTIONS: Option<Filters['action']>[] = [
  { id: '', text: '全部操作' },
  ...(Object.keys(AUDIT_ACTION) as AuditAction[]).map(id => ({ id, text: AUDIT_ACTION[id] })),
]

/** The question to the server: what is left empty is not asked. */
export function filtersInput({ by, action, from, to }: Filters): Sent<(typeof access)['ops']['audit']> {
  return {
    ...(by.id && { by: by.id }),
    ...(action && { action }),
    ...(from && { from }),
    ...(to && { to }),
  }
}

/** An entry as its card shows it. */
export interface AuditCard {
  id: string
  title: string
  who: string
  /** `before` is empty for a new document. */
  changes: { field: string; before: string; after: string }[]
  reason: string
}

const FIELDS: Record<string, string> = {
  name: '名称',
  members: '成员',
  duties: '权限',
  duty: '职责',
  scope: '范围',
  account: '工号/学号',
  kind: '类别',
  departments: '部门',
  posts: '职务',
  phone: '手机',
  mail: '邮箱',
  office: '办公电话',
  qq: 'QQ',
  wechat: '微信号',
  state: '状态',
  path: '部门',
  file: '文件',
  hotline: '热线',
  mails: '邮箱',
  hours: '接听时间',
  holidays: '假日',
  workdays: '上班日',
  removed: '已停用',
  campus: '校区',
  building: '楼',
  room: '房间',
  campuses: '校区',
  skills: '会修',
  onDuty: '当班',
  unit: '单位',
  low: '低于多少提醒',
  rows: '条数',
}

const STATES: Record<string, string> = {
  active: '正常',
  frozen: '已冻结',
  left: '已离开',
  pending: '待审核',
  accepted: '已通过',
  refused: '未通过',
}

/** Duties, departments, states and kinds by their names; everything else as it is. */
function valueWords(field: string, value: string, departments: readonly Department[]): string {
  const nameOf = (code: string) =>
    code === '*'
      ? '全部部门'
      : (DUTIES[code as Duty] ?? departments.find(({ id }) => id === code)?.name ?? code)
  if (field === 'state') return STATES[value] ?? value
  if (field === 'kind') return MEMBER_KIND[value as MemberKind] ?? value
  if (field === 'onDuty' || field === 'removed') return value === 'true' ? '是' : '否'
  const coded = ['duty', 'duties', 'scope', 'departments'].includes(field)
  return (coded ? value.split(' ').filter(Boolean).map(nameOf).join('、') : value) || '（空）'
}

export const auditCard =
  (departments: readonly Department[], now: number) =>
  ({ id, at, action, by, target, before = {}, after = {}, reason = '' }: AuditEntry): AuditCard => {
    const known = Object.keys(before)
    const fields = [...new Set([...known, ...Object.keys(after)])]
    return {
      id,
      reason,
      title: [AUDIT_ACTION[action], target.name].filter(Boolean).join('：'),
      who: `${by.name} · ${momentWords(at, now)}`,
      changes: fields
        .filter(field => (before[field] ?? '') !== (after[field] ?? ''))
        .map(field => ({
          field: FIELDS[field] ?? field,
          before: known.length ? valueWords(field, before[field] ?? '', departments) : '',
          after: valueWords(field, after[field] ?? '', departments),
        })),
    }
  }
