import { type SmsTemplate, smsTemplateId, smsTemplates } from '../../../database-schema/sms-templates'

type Library = typeof import('tencentcloud-sdk-nodejs/tencentcloud/services/sms/v20210111/sms_client')

/** Loaded on first use, because most calls send no short message. */
const library = (): Library =>
  require('tencentcloud-sdk-nodejs/tencentcloud/services/sms/v20210111/sms_client')

export interface Sms {
  template: keyof typeof smsTemplates
  /** Mainland number of 11 digits. */
  phone: string
  /** Values in the order of the template's parameters. */
  values: string[]
  /** At most 512 characters; the gateway returns it in its receipts. */
  key?: string
}

/**
 * Sends one short message; resolves when the gateway has accepted it.
 * @throws Error with the gateway's code as its message; `SmsNotConfigured` if the template or the account is not set up
 */
export async function sendSms({ template, phone, values, key }: Sms): Promise<void> {
  const { SMS_APP_ID, SMS_SIGN } = process.env
  const id = smsTemplateId(smsTemplates[template] as SmsTemplate, process.env)
  if (!id || !SMS_APP_ID || !SMS_SIGN) throw new Error('SmsNotConfigured')
  const { SendStatusSet } = await client().SendSms({
    SmsSdkAppId: SMS_APP_ID,
    SignName: SMS_SIGN,
    TemplateId: id,
    PhoneNumberSet: [`+86${phone}`],
    // The gateway refuses a message with an empty parameter.
    TemplateParamSet: values.map(value => value.trim() || '-'),
    ...(key && { SessionContext: key }),
  })
  const status = SendStatusSet?.[0]
  if (status?.Code !== 'Ok') throw new Error(status?.Code ?? 'SmsNoStatus')
}

/** Settings are read at every call, because those of a warm instance can change. */
function client() {
  const { SMS_SECRET_ID, SMS_SECRET_KEY, SMS_REGION, SMS_PROTOCOL, SMS_ENDPOINT } = process.env
  const { Client } = library()
  return new Client({
    credential: { secretId: SMS_SECRET_ID, secretKey: SMS_SECRET_KEY },
    region: SMS_REGION ?? 'ap-guangzhou',
    profile: {
      httpProfile: {
        reqTimeout: 10,
        ...(SMS_ENDPOINT && { endpoint: SMS_ENDPOINT }),
        ...(SMS_PROTOCOL && { protocol: SMS_PROTOCOL }),
      },
    },
  })
}
