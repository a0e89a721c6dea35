import type { Explanation } from '../../../contract/access'
import type { Department } from '../../../contract/directory'
import type { Question } from '../../../contract/features/feature'
import { DUTIES, features } from '../../../contract/features/index'
import { scopeWords } from '../groups/view'

/** The questions that can be asked, in people's words; `place` where something is done for a department. */
export const QUESTIONS: (Question & { function: string })[] = features.flatMap(({ name, questions = [] }) =>
  questions.map(question => ({ function: name, ...question })),
)

type Rule = Explanation['rules'][number]

/** The answer, with a line for each rule that was looked at. */
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

export const answerFrom = (
  name: string,
  { allowed, rules }: Explanation,
  departments: readonly Department[],
): Answer => ({
  allowed,
  title: `${name}${allowed ? '可以' : '不可以'}`,
  lines: rules.map(rule => ({ ok: rule.ok, text: ruleWords(rule, departments) })),
})
