import * as v from 'valibot'
import { type Duty, op } from './kernel/rpc'

export const MEMBER_KIND = {
  staff: '教职工',
  student: '学生',
  worker: '后勤人员',
  outside: '校外人员',
} as const
export type MemberKind = keyof typeof MEMBER_KIND

/** Who the caller is; a stranger has no more than the state. */
export interface Me {
  state: 'stranger' | 'active' | 'frozen' | 'left'
  id?: string
  name?: string
  kind?: MemberKind
  departments?: string[]
  duties?: Duty[]
}

export const account = {
  name: 'account',
  ops: {
    me: op<Me>()('anyone', v.object({})),
  },
} as const
