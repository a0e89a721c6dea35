import { MEMBER_KIND } from '../../../../contract/account'
import type { Refusal } from '../../../../contract/kernel/errors'
import { clockOf } from '../../../../contract/kernel/time'
import type { Option } from '../../../../ui/options'
import { explain, type Failure } from '../../../../ui/phase'

/** The kinds of members that can be looked for by themselves. */
export type Kind = 'staff' | 'student' | 'worker'

export const MEMBER_KINDS: Option<Kind>[] = (['staff', 'student', 'worker'] as const).map(id => ({
  id,
  text: MEMBER_KIND[id],
}))

export const KINDS: Option<Kind | ''>[] = [{ id: '', text: '全部' }, ...MEMBER_KINDS]

/** The reason of a failed search; after too many numbers it says when to try again, and what to do until then. */
export function failureOf(error: unknown): Failure {
  const failure = explain(error)
  const { again } = ((error as Refusal).info?.details ?? {}) as { again?: string }
  if (failure.code !== 'TOO_OFTEN' || !again) return failure
  return {
    ...failure,
    title: '查的号码有点多',
    message: `为保护大家的隐私，一小时内能查的号码有限，${clockOf(Date.parse(again))} 之后可以再查。按姓名、拼音查找不受影响。`,
  }
}
