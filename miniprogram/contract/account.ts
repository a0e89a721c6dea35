import * as v from 'valibot'
import {
  type Joining,
  type JoinRequestView,
  type Me,
  type MembershipOfferView,
  PRIVACY_VERSION,
  VISIBILITY,
  type Visibility,
} from './account/model'
import {
  accountName,
  emailAddress,
  fileId,
  id,
  instant,
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

export * from './account/model'

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
    /**
     * Joins with the address that the code proves, or gives it to a member who has joined. A new WeChat for a member with
     * duties, or for an address that an administrator changed, refuses SECOND_PROOF until another proof came: a code to
     * the other address, the yes of the present WeChat, or of an administrator.
     */
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
    /** Agrees to the other WeChat of `wechatRequest`, which then proves its address once more, or refuses it. */
    decideWechat: op<Me>()('joined', v.object({ at: instant, accept: v.boolean() })),
    consent: op<Me>()('joined', v.object({ version: v.pipe(v.number(), v.value(PRIVACY_VERSION)) })),
    /** Exports all data about the caller to files at URLs that expire. */
    export: op<{ json: string; csv: string; expiresAt: string }>()('joined', onBehalf),
    /** Schedules the erasure, COOLING_OFF_DAYS from now. */
    erase: op<Me>()('joined', onBehalf),
    /** Cancels a scheduled erasure. */
    keep: op<Me>()('joined', v.object({})),
  },
} as const
