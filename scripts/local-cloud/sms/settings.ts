import { type SmsTemplate, smsTemplateId, smsTemplates } from '../../../database-schema/sms-templates'
import { departments } from '../../seed/departments'

/** The gateway's settings for its only customer. */
export interface SmsSettings {
  secretId: string
  secretKey: string
  appId: string
  sign: string
  institution: string
  /** Approved templates by id. */
  templates: Map<string, SmsTemplate>
}

const INSTITUTION = departments.find(({ parent }) => !parent)!.name

/** Settings that direct Tencent Cloud's own SDK to the local gateway. */
export const smsEndpoint = (url: string): Record<string, string> => ({
  SMS_PROTOCOL: 'http://',
  SMS_ENDPOINT: new URL(url).host,
})

/** Settings with which functions authenticate, and the ids of their templates. */
export const SMS_ENVIRONMENT: Record<string, string> = {
  SMS_REGION: 'ap-guangzhou',
  SMS_SECRET_ID: 'local-sms-id',
  SMS_SECRET_KEY: 'local-sms-key',
  SMS_APP_ID: '1400000000',
  SMS_SIGN: '微办公',
  INSTITUTION_NAME: INSTITUTION,
  // The local gateway approves every template; on the real one the operator applies for each.
  [smsTemplates.repairFinished.variable]: '900003',
  [smsTemplates.joined.variable]: '900004',
  [smsTemplates.proofsChanged.variable]: '900005',
  [smsTemplates.rebound.variable]: '900006',
  [smsTemplates.membershipOffer.variable]: '900007',
  [smsTemplates.erasing.variable]: '900008',
  [smsTemplates.wechatAsked.variable]: '900009',
}

/** Derives the gateway's settings from those of the functions, so that both always agree. */
export function smsSettings(environment: Record<string, string>): SmsSettings {
  const approved = Object.values<SmsTemplate>(smsTemplates).flatMap(template => {
    const id = smsTemplateId(template, environment)
    return id ? [[id, template] as const] : []
  })
  return {
    secretId: environment.SMS_SECRET_ID!,
    secretKey: environment.SMS_SECRET_KEY!,
    appId: environment.SMS_APP_ID!,
    sign: environment.SMS_SIGN!,
    institution: environment.INSTITUTION_NAME!,
    templates: new Map(approved),
  }
}
