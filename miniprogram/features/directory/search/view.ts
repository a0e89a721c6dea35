import { MEMBER_KIND } from '../../../contract/account'

/** Who can be looked for by themselves. */
export type Kind = 'staff' | 'student' | 'worker'

export const KINDS: { kind: Kind | ''; text: string }[] = [
  { kind: '', text: '全部' },
  ...(['staff', 'student', 'worker'] as const).map(kind => ({ kind, text: MEMBER_KIND[kind] })),
]
