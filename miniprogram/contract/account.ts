import * as v from 'valibot'
import type { Duty } from './features/index'
import {
  accountName,
  emailAddress,
  fileId,
  id,
  line,
  officeNumber,
  optionalPostName,
  optionalQqNumber,
  personName,
  phone,
  text,
  verificationCode,
  wechatId,
} from './kernel/fields'
import { op } from './kernel/rpc'

export const MEMBER_KIND = {
  staff: '教职工',
  student: '学生',
  worker: '后勤人员',
  outside: '校外人员',
} as const
export type MemberKind = keyof typeof MEMBER_KIND

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

/** Days between a member's request for erasure and the erasure. */
export const COOLING_OFF_DAYS = 7

/** Replaces the name of an erased member. */
export const ERASED_NAME = '已注销'
/** Replaces the text of messages that named an erased member to another person. */
export const ERASED_WORDS = '这条消息提到的人已经注销，原来的内容不再保留。'

const CHANNEL = ['sms', 'mail'] as const
const address = v.union([phone, emailAddress])
const shows = v.picklist(Object.keys(VISIBILITY) as Visibility[])
/** The member for whom the console acts; refused FORBIDDEN in calls from a phone. */
const onBehalf = v.object({ memberId: v.optional(id) })

export const account = {
  name: 'account',
  ops: {
    me: op<Me>()('anyone', v.object({})),
    /** Joins with the number that WeChat's phone button proved, or gives it to a member who has joined. */
    phone: op<Me>()('anyone', v.object({ code: line(1, 200) })),
    /** Sends a verification code. The reply does not tell whether the address is registered. */
    sendCode: op<{ secondsToNext: number; minutesValid: number }>()(
      'anyone',
      v.pipe(
        v.object({ channel: v.picklist(CHANNEL), address }),
        v.forward(
          v.check(input => (input.channel === 'mail') === input.address.includes('@')),
          ['address'],
        ),
      ),
    ),
    /** Joins with the address that the code proves, or gives it to a member who has joined. */
    verify: op<Me>()(
      'anyone',
      v.object({
        address,
        code: verificationCode,
        /** Name of an outsider, required if the number is not on the roster. */
        name: v.optional(personName),
        /** Invitation code; its receiver is on the roster and never becomes an outsider. */
        invitation: v.optional(line(1, 32)),
      }),
    ),
    apply: op<JoinRequestView>()(
      'anyone',
      v.object({
        name: personName,
        departmentId: id,
        post: optionalPostName,
        account: accountName,
        phone: v.optional(phone),
        mail: v.optional(emailAddress),
        reason: v.optional(text(1, 200)),
      }),
    ),
    joinRequest: op<Joining>()('anyone', v.object({})),
    /** Memberships offered to a caller from outside and not answered, latest first, at most 20. */
    offers: op<{ items: MembershipOfferView[] }>()('joined', v.object({})),
    /** The caller becomes that member and keeps the phone and mail they have proved. */
    acceptOffer: op<Me>()('joined', v.object({ id })),
    declineOffer: op<{ id: string }>()('joined', v.object({ id })),
    update: op<Me>()(
      'joined',
      v.object({
        office: v.optional(officeNumber),
        qq: v.optional(optionalQqNumber),
        wechat: v.optional(wechatId),
        shows: v.optional(
          v.object({
            phone: v.optional(shows),
            mail: v.optional(shows),
            office: v.optional(shows),
            qq: v.optional(shows),
            wechat: v.optional(shows),
          }),
        ),
      }),
    ),
    /** A place for one file of the phone, from where a function takes it; not used within a week, it is removed. */
    requestUpload: op<{ path: string }>()(
      'joined',
      v.object({ extension: v.optional(v.pipe(v.string(), v.regex(/^\w{1,10}$/))) }),
    ),
    avatar: op<Me>()('joined', v.object({ fileId })),
    /** Unbinds this WeChat account from its member, who can join again with any; does nothing for a stranger. */
    unbind: op<Me>()('anyone', v.object({})),
    consent: op<Me>()('joined', v.object({ version: v.pipe(v.number(), v.value(PRIVACY_VERSION)) })),
    /** Exports all data about the caller to files at URLs that expire. */
    export: op<{ json: string; csv: string; expiresAt: string }>()('joined', onBehalf),
    /** Schedules the erasure, COOLING_OFF_DAYS from now. */
    erase: op<Me>()('joined', onBehalf),
    /** Cancels a scheduled erasure. */
    keep: op<Me>()('joined', v.object({})),
  },
} as const
