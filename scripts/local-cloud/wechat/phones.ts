import { randomBytes } from 'node:crypto'
import type { Database } from '../database'
import { APP_ID } from '../functions/environment'
import { type Api, text, WeChatError } from './error'

/** The codes that a tap on WeChat's "get my phone number" button leaves with the page. */
export interface PhoneCode {
  /** The code for phonenumber.getPhoneNumber, which works once, within five minutes. */
  code: string
  /** The id for getOpenData, which works within five minutes. */
  cloudID: string
}

interface Issued {
  phone: string
  until: number
}

const VALIDITY = 5 * 60_000

/** The phone numbers that people have agreed to show. */
export class Phones {
  private readonly codes = new Map<string, Issued>()
  private readonly cloudIds = new Map<string, Issued>()

  /** @param now the cloud's clock, in milliseconds */
  constructor(private readonly now: () => number) {}

  issue(phone: string): PhoneCode {
    const issued = { phone, until: this.now() + VALIDITY }
    const given = {
      code: randomBytes(32).toString('hex'),
      cloudID: `48_${randomBytes(24).toString('base64url')}`,
    }
    this.codes.set(given.code, issued)
    this.cloudIds.set(given.cloudID, issued)
    return given
  }

  /** phonenumber.getPhoneNumber. @throws WeChatError 40029 for a code that is used, expired or made up */
  readonly get: Api = args => {
    const code = text(args, 'code', 40029)
    const issued = this.codes.get(code)
    this.codes.delete(code)
    if (!issued || this.now() > issued.until) throw new WeChatError(40029, 'invalid code')
    return { json: { phone_info: this.data(issued.phone) } }
  }

  /** The data behind a cloud id, as the function sees it; one that is expired or made up says so. */
  openData(cloudID: string): Record<string, unknown> {
    const issued = this.cloudIds.get(cloudID)
    if (!issued || this.now() > issued.until) return { cloudID, errCode: -601006, errMsg: 'invalid cloudID' }
    return { cloudID, data: this.data(issued.phone) }
  }

  private data(phone: string): Record<string, unknown> {
    return {
      phoneNumber: phone,
      purePhoneNumber: phone,
      countryCode: '86',
      watermark: { timestamp: Math.floor(this.now() / 1000), appid: APP_ID },
    }
  }
}

/** The phone number of every openid without a member, since every WeChat account has one. */
const PHONE_OF_STRANGERS = '19900009999'

/** The phone number that WeChat knows of an openid. */
export function phoneOf(database: Database, openid: string): string {
  if (!database.collectionNames().includes('members')) return PHONE_OF_STRANGERS
  for (const member of database.dump('members'))
    if (member.openid === openid && typeof member.phone === 'string') return member.phone
  return PHONE_OF_STRANGERS
}
