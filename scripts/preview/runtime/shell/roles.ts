import { MEMBER_KIND } from '#contract/account'
import { DUTIES } from '#contract/features/index'

/** Names of the roles in the seeded organisation. */
const NAMES: Record<string, string> = { ...MEMBER_KIND, ...DUTIES, frozen: '已冻结', stranger: '未开通' }

/** A persona's name and roles, as `林老师 · 教职工、派单员`. */
export function describePersona({ name, roles }: { name: string; roles: string[] }): string {
  const named = [...new Set(roles.map(role => NAMES[role] ?? role))]
  return named.length > 0 ? `${name} · ${named.join('、')}` : name
}
