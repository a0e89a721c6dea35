import { MEMBER_KIND } from '../../../../contract/account'
import type { Refusal } from '../../../../contract/kernel/errors'
import { clockOf } from '../../../../contract/kernel/time'
import { explain, type Failure } from '../../../../ui/phase'

/** Who can be looked for by themselves. */
export type Kind = 'staff' | 'student' | 'worker'

export const KINDS: { kind: Kind | ''; text: string }[] = [
  { kind: '', text: '全部' },
  ...(['staff', 'student', 'worker'] as const).map(kind => ({ kind, text: MEMBER_KIND[kind] })),
]

/** Why a search failed; who looked up too many numbers learns when they can go on, and what they can do until then. */
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
