import { randomUUID } from 'node:crypto'
import type { Outbox, Plan } from '../outbox'
import { SmsRefusal } from './refusal'
import type { SmsSettings } from './settings'

/** The outcome for one number, in the fields of Tencent Cloud's reply. */
export interface SendStatus {
  SerialNo: string
  PhoneNumber: string
  Fee: number
  SessionContext: string
  Code: string
  Message: string
  IsoCode: string
}

interface Order {
  phones: string[]
  appId: string
  template: string
  sign: string
  values: string[]
  context: string
}

const MAX_NUMBERS = 200
const MAINLAND = /^(?:\+86|0086|86)?(1\d{10})$/

const MESSAGES: Record<string, string> = {
  'UnauthorizedOperation.SmsSdkAppIdVerifyFail': 'verify SmsSdkAppId fail',
  'FailedOperation.SignatureIncorrectOrUnapproved': 'signature is incorrect or unapproved',
  'FailedOperation.TemplateUnapprovedOrNotExist': 'template is not approved or does not exist',
  'FailedOperation.TemplateParamSetNotMatchApprovedTemplate':
    'the number of parameters does not match the approved template',
  'InvalidParameterValue.IncorrectPhoneNumber': 'incorrect phone number',
}

/**
 * Performs the action SendSms: one message to up to 200 numbers of mainland China, each with a status of its own.
 * @throws SmsRefusal where the request as a whole is malformed
 */
export function sendSms(
  body: Record<string, unknown>,
  settings: SmsSettings,
  outbox: Outbox,
  plan: Plan,
): SendStatus[] {
  const order = orderOf(body)
  return order.phones.map(phone => {
    const fault = faultOf(order, phone, settings)
    if (fault) return status(order, phone, fault)
    deliver(order, phone, settings, outbox, plan)
    return status(order, phone, plan.plan === 'fail' ? String(plan.code) : 'Ok')
  })
}

function orderOf(body: Record<string, unknown>): Order {
  const phones = texts(body, 'PhoneNumberSet')
  if (!phones.length) throw new SmsRefusal('MissingParameter', 'The request is missing `PhoneNumberSet`.')
  if (phones.length > MAX_NUMBERS)
    throw new SmsRefusal('LimitExceeded.PhoneNumberCountLimit', `more than ${MAX_NUMBERS} phone numbers`)
  return {
    phones,
    appId: text(body, 'SmsSdkAppId'),
    template: text(body, 'TemplateId'),
    sign: text(body, 'SignName', ''),
    values: texts(body, 'TemplateParamSet'),
    context: text(body, 'SessionContext', ''),
  }
}

function text(body: Record<string, unknown>, name: string, absent?: string): string {
  const value = body[name] ?? absent
  if (value === undefined) throw new SmsRefusal('MissingParameter', `The request is missing \`${name}\`.`)
  if (typeof value !== 'string') throw new SmsRefusal('InvalidParameter', `\`${name}\` is not a string.`)
  return value
}

function texts(body: Record<string, unknown>, name: string): string[] {
  const value = body[name] ?? []
  if (!Array.isArray(value) || !value.every(one => typeof one === 'string'))
    throw new SmsRefusal('InvalidParameter', `\`${name}\` is not a list of strings.`)
  return value
}

/** The code with which a number is refused; undefined when the message may go out. */
function faultOf(order: Order, phone: string, settings: SmsSettings): string | undefined {
  const template = settings.templates.get(order.template)
  if (order.appId !== settings.appId) return 'UnauthorizedOperation.SmsSdkAppIdVerifyFail'
  if (order.sign !== settings.sign) return 'FailedOperation.SignatureIncorrectOrUnapproved'
  if (!template) return 'FailedOperation.TemplateUnapprovedOrNotExist'
  if (order.values.length !== template.parameters.length)
    return 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate'
  return MAINLAND.test(phone) ? undefined : 'InvalidParameterValue.IncorrectPhoneNumber'
}

function deliver(order: Order, phone: string, settings: SmsSettings, outbox: Outbox, plan: Plan): void {
  const { parameters, text } = settings.templates.get(order.template)!
  const rendered = text
    .replaceAll('{institution}', () => settings.institution)
    .replace(/\{(\d+)\}/g, (_, number) => order.values[Number(number) - 1]!)
  const message = {
    kind: 'sms' as const,
    to: e164(phone),
    template: order.template,
    parameters: Object.fromEntries(parameters.map((name, i) => [name, order.values[i]])),
    text: `【${settings.sign}】${rendered}`,
  }
  outbox.add(message, plan)
}

const e164 = (phone: string): string => phone.replace(MAINLAND, '+86$1')

const status = ({ context }: Order, phone: string, code: string): SendStatus => ({
  SerialNo: code === 'Ok' ? randomUUID() : '',
  PhoneNumber: e164(phone),
  Fee: code === 'Ok' ? 1 : 0,
  SessionContext: context,
  Code: code,
  Message: code === 'Ok' ? 'send success' : (MESSAGES[code] ?? code),
  IsoCode: 'CN',
})
