import type { Department, Explanation } from '../../../contract/directory'
import { DUTIES } from '../../../contract/kernel/rpc'
import { scopeWords } from '../groups/view'

/** What people try, in their words; `place` where it is done for a department. */
export const TRIES: { text: string; function: string; op: string; place: boolean }[] = [
  { text: '查看通讯录', function: 'directory', op: 'search', place: false },
  { text: '预订会议室', function: 'room', op: 'reserve', place: false },
  { text: '审批会议室预订', function: 'room', op: 'approve', place: true },
  { text: '新建、编辑会议室', function: 'room', op: 'update', place: true },
  { text: '停用会议室', function: 'room', op: 'close', place: true },
  { text: '编辑、冻结成员', function: 'directory', op: 'saveMember', place: true },
  { text: '新建、移动部门', function: 'directory', op: 'saveDepartment', place: true },
  { text: '审核加入申请', function: 'directory', op: 'decideJoinRequest', place: true },
  { text: '导入花名册', function: 'directory', op: 'importCheck', place: false },
  { text: '报修', function: 'repair', op: 'create', place: false },
  { text: '受理报修、派工', function: 'repair', op: 'dispatch', place: false },
  { text: '维修', function: 'repair', op: 'finish', place: false },
  { text: '发料、入库', function: 'repair', op: 'issue', place: false },
  { text: '设置报修类别、地点、维修工', function: 'repair', op: 'saveCategory', place: false },
  { text: '查看操作记录', function: 'directory', op: 'audit', place: false },
  { text: '设置管理组', function: 'directory', op: 'saveGroup', place: true },
  { text: '重发失败的消息', function: 'message', op: 'retry', place: false },
]

type Rule = Explanation['rules'][number]

/** What decides, as a sentence; the first rule that fails, or the last when all hold. */
export interface Answer {
  allowed: boolean
  title: string
  lines: { ok: boolean; text: string }[]
}

const WORDS: Record<Rule['rule'], { yes: string; no: string }> = {
  console: { yes: '在云控制台里运行', no: '只能在云控制台里运行，任何成员都不行' },
  state: { yes: '账号正常', no: '账号已冻结，或者已经离开' },
  kind: { yes: '是本单位成员', no: '是校外人员，只能报修' },
  duty: { yes: '', no: '' },
  scope: { yes: '', no: '' },
}

function ruleWords({ rule, ok, duty, scope = [], group }: Rule, departments: readonly Department[]): string {
  const name = duty ? DUTIES[duty] : ''
  const where = scopeWords(scope, departments)
  const from = group ? `，来自管理组“${group}”` : ''
  if (rule === 'duty') return ok ? `是${name}，范围：${where}${from}` : `不是${name}`
  if (rule === 'scope') return ok ? '在负责的范围内' : `超出了负责的范围，范围只有：${where}`
  return WORDS[rule][ok ? 'yes' : 'no']
}

export const answer = (
  name: string,
  { allowed, rules }: Explanation,
  departments: readonly Department[],
): Answer => ({
  allowed,
  title: `${name}${allowed ? '可以' : '不可以'}`,
  lines: rules.map(rule => ({ ok: rule.ok, text: ruleWords(rule, departments) })),
})
