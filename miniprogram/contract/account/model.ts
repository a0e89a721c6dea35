import type { Duty } from '../features/index'

export const MEMBER_KIND = {
  staff: '教职工',
  student: '学生',
  worker: '后勤人员',
  outside: '校外人员',
} as const
export type MemberKind = keyof typeof MEMBER_KIND

/** The name of a person's number. */
export const ACCOUNT_LABEL: Record<MemberKind, string> = {
  staff: '工号',
  student: '学号',
  worker: '工号',
  outside: '编号',
}

/** Contact details of a person, who sets the visibility of each. */
export const CONTACT = {
  phone: '手机',
  mail: '邮箱',
  office: '办公电话',
  qq: 'QQ',
  wechat: '微信号',
} as const
export type Contact = keyof typeof CONTACT

/** Proofs of identity: the fields by which a person is found and recognised. */
export const PROOF = { account: '账号', phone: CONTACT.phone, mail: CONTACT.mail } as const
export type Proof = keyof typeof PROOF

/** Proofs to which a code can be sent. */
export type CodedProof = Exclude<Proof, 'account'>

/** The last change of a person's proofs, and its author. */
export interface ProofsChanged {
  at: string
  by: string
  fields: Proof[]
}

export const VISIBILITY = { everyone: '全体成员', department: '同部门的人', nobody: '仅自己' } as const
export type Visibility = keyof typeof VISIBILITY

/** The caller. Only `state` is present for a stranger and for a member who is frozen or has left. */
export interface Me {
  state: 'stranger' | 'active' | 'frozen' | 'left'
  id?: string
  name?: string
  account?: string
  kind?: MemberKind
  departments?: string[]
  posts?: string[]
  duties?: Duty[]
  contacts?: Partial<Record<Contact, string>>
  shows?: Record<Contact, Visibility>
  /** URL that expires. */
  avatar?: string
  /** Version of the privacy notice that the member consented to. */
  consent?: number
  /** Moment of the scheduled erasure, which the member can still withdraw. */
  erasedAt?: string
  /** Another WeChat that asks to take the place of this one, and whether the member has agreed. */
  wechatRequest?: { at: string; confirmed: boolean }
}

export const JOIN_REQUEST_STATE = { pending: '待审核', accepted: '已通过', refused: '未通过' } as const

/** Join request, as shown to the applicant and to administrators. */
export interface JoinRequestView {
  id: string
  state: keyof typeof JOIN_REQUEST_STATE
  name: string
  departmentId: string
  post: string
  account: string
  /** As the applicant wrote them, proved by nothing. */
  phone?: string
  mail?: string
  /** Present if the applicant uses the product as a person from outside. */
  outside?: true
  /** The applicant's reason. */
  reason?: string
  /** The administrator's reply. */
  answer?: string
  at: string
  version: number
}

/** A membership offered to a person from outside; they become that member by accepting. */
export interface MembershipOfferView {
  id: string
  name: string
  kind: MemberKind
  account: string
  /** Paths such as `计算机学院/软件工程系`. */
  departments: string[]
  posts: string[]
  phone?: string
  mail?: string
  /** Name of the administrator who made the offer. */
  by: string
  at: string
}

/** Ways to join that are open to the caller. */
export interface Joining {
  /** The caller's latest join request. */
  joinRequest?: JoinRequestView
  /** Departments to choose from, each after its parent. */
  departments: { id: string; name: string; parent: string }[]
  /** True if WeChat's phone button is offered; WeChat charges the institution for each use. */
  phoneButton: boolean
}

/** Incremented when the privacy notice changes, so that every member is asked for consent again. */
export const PRIVACY_VERSION = 1

/** Verification codes: length, lifetime in minutes, seconds before the next, wrong tries before it is void. */
export const CODE = { digits: 6, minutes: 5, secondsBetween: 60, tries: 5 } as const

/** Days for which the first proof of a new WeChat counts. */
export const WECHAT_REQUEST_DAYS = 7

/** Days between a member's request for erasure and the erasure. */
export const COOLING_OFF_DAYS = 7

/** Replaces the name of an erased member. */
export const ERASED_NAME = '已注销'
/** Replaces the text of messages that named an erased member to another person. */
export const ERASED_WORDS = '这条消息提到的人已经注销，原来的内容不再保留。'
