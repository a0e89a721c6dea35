import * as v from 'valibot'
import type { Duty } from './features/index'
import { emailAddress, fileId, id, phone, text } from './kernel/fields'
import { op } from './kernel/rpc'

export const MEMBER_KIND = {
  staff: '教职工',
  student: '学生',
  worker: '后勤人员',
  outside: '校外人员',
} as const
export type MemberKind = keyof typeof MEMBER_KIND

/** The ways to reach a person; who sees each of them is theirs to say. */
export const CONTACT = {
  phone: '手机',
  mail: '邮箱',
  office: '办公电话',
  qq: 'QQ',
  wechat: '微信号',
} as const
export type Contact = keyof typeof CONTACT

export const VISIBILITY = { everyone: '全体成员', department: '同部门的人', nobody: '仅自己' } as const
export type Visibility = keyof typeof VISIBILITY

/** Who the caller is; somebody frozen or gone has no more than the state, a stranger no more than that. */
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
  /** An address that expires. */
  avatar?: string
  /** The version of the privacy notice that was agreed to. */
  consent?: number
  /** When the account and its data will be erased, unless the person changes their mind. */
  erasedAt?: string
  /** The folder that this WeChat may upload files to. */
  uploads?: string
}

export const JOIN_REQUEST_STATE = { pending: '待审核', accepted: '已通过', refused: '未通过' } as const

/** A request to join, as the applicant and those who decide see it. */
export interface JoinRequestView {
  id: string
  state: keyof typeof JOIN_REQUEST_STATE
  name: string
  departmentId: string
  post: string
  account: string
  phone?: string
  mail?: string
  /** Why somebody wants to join. */
  reason?: string
  /** What the administrator answered. */
  answer?: string
  at: string
}

/** The ways to join that are open to the caller. */
export interface Joining {
  /** The caller's latest request to join. */
  joinRequest?: JoinRequestView
  /** What can be named in a request, each after the one it belongs to. */
  departments: { id: string; name: string; parent: string }[]
  /** Whether WeChat's phone button is offered: each use of it costs the institution money. */
  phoneButton: boolean
}

/** Raised whenever the privacy notice changes: everybody is asked again. */
export const PRIVACY_VERSION = 1

/** How long a code is good for, how soon the next may be asked, and how often it may be guessed. */
export const CODE = { digits: 6, minutes: 5, secondsBetween: 60, tries: 5 } as const

/** Days between the wish to be erased and the erasing. */
export const COOLING_OFF_DAYS = 7

/** What people are told outside the app. */
export const CODE_MAIL = {
  subject: '微办公验证码',
  text: (code: string) =>
    `你的验证码是 ${code}，${CODE.minutes} 分钟内有效，请勿转告他人。如果不是你本人操作，请忽略这封邮件。`,
}
export const REBOUND = {
  title: '微信绑定已更换',
  text: '你的账号刚刚通过验证码换绑了另一个微信，原来的微信不能再使用。如果不是你本人操作，请立即联系管理员冻结账号。',
}

/** What stands in place of the name of somebody whose data was erased. */
export const ERASED_NAME = '已注销'
/** What stands in place of words that named them to somebody else. */
export const ERASED_WORDS = '这条消息提到的人已经注销，原来的内容不再保留。'

const CHANNEL = ['sms', 'mail'] as const
const address = v.union([phone, emailAddress])
const shows = v.picklist(Object.keys(VISIBILITY) as Visibility[])
const contactLine = text(0, 40)
/** For the console, which acts on somebody's behalf; from anybody else it means nothing. */
const onBehalf = v.object({ memberId: v.optional(id) })

export const account = {
  name: 'account',
  ops: {
    me: op<Me>()('anyone', v.object({})),
    /** Joins, or gives a member a new number: the one that WeChat's phone button proved. */
    phone: op<Me>()('anyone', v.object({ code: text(1, 200) })),
    /** The same reply whether or not the address is known. */
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
    /** Joins, or gives a member a new number or mail address. */
    verify: op<Me>()(
      'anyone',
      v.object({
        address,
        code: v.pipe(v.string(), v.regex(/^\d{6}$/)),
        /** What an outsider is called: asked for where the number is on no roster. */
        name: v.optional(text(1, 20)),
        /** Who came by an invitation is of the roster, and never becomes an outsider. */
        invitation: v.optional(text(1, 32)),
      }),
    ),
    apply: op<JoinRequestView>()(
      'anyone',
      v.object({
        name: text(1, 20),
        departmentId: id,
        post: text(0, 30),
        account: v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9_.-]{1,40}$/)),
        phone: v.optional(phone),
        mail: v.optional(emailAddress),
        reason: v.optional(text(1, 200)),
      }),
    ),
    joinRequest: op<Joining>()('anyone', v.object({})),
    update: op<Me>()(
      'joined',
      v.object({
        office: v.optional(contactLine),
        qq: v.optional(v.pipe(v.string(), v.trim(), v.regex(/^(?:\d{5,12})?$/))),
        wechat: v.optional(contactLine),
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
    avatar: op<Me>()('joined', v.object({ fileId })),
    /** Parts this WeChat from the member, who can join again with any; nothing to do for a stranger. */
    unbind: op<Me>()('anyone', v.object({})),
    consent: op<Me>()('joined', v.object({ version: v.pipe(v.number(), v.value(PRIVACY_VERSION)) })),
    /** Everything we hold about the caller, as files at addresses that expire. */
    export: op<{ json: string; csv: string; expiresAt: string }>()('joined', onBehalf),
    /** Asks for the erasing, which comes after the days of cooling off. */
    erase: op<Me>()('joined', onBehalf),
    /** Takes the wish to be erased back. */
    keep: op<Me>()('joined', v.object({})),
  },
} as const
