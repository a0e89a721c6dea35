/** A short message as Tencent Cloud has approved it; only its parameters vary. */
export interface SmsTemplate {
  /** The name in the application for approval. */
  name: string
  /** The environment variable that holds the id; it overrides `defaultId`. */
  variable: string
  /** Absent where each institution has to apply for a template of its own. */
  defaultId?: string
  /** The names of {1}, {2} …, in this order. */
  parameters: string[]
  /** {institution} is the institution's name, a setting; the other braces are parameters. */
  text: string
}

export const smsTemplates = {
  loginCode: {
    name: '登录验证',
    variable: 'SMS_TEMPLATE_LOGIN_CODE',
    defaultId: '131679',
    parameters: ['code'],
    text: '您正在登录{institution}后勤管理系统，登录验证码为：{1}，请勿泄漏给他人。如非本人操作，请忽略本条消息。',
  },
  repairAccepted: {
    name: '维修受理通知',
    variable: 'SMS_TEMPLATE_REPAIR_ACCEPTED',
    defaultId: '215094',
    parameters: ['workerNumber', 'workerName', 'workerContact'],
    text: '您好，您的报修单已被受理，工人将上门维修，工人工号：{1}，工人姓名：{2}，工人联系方式：{3}。',
  },
  // No approved templates exist yet for the rest, so they can be sent only where the variable is set.
  repairFinished: {
    name: '维修完成通知',
    variable: 'SMS_TEMPLATE_REPAIR_FINISHED',
    parameters: ['ticketNumber'],
    text: '您好，您的报修单{1}已维修完成，请打开小程序为本次服务评价。',
  },
  joined: {
    name: '加入申请通过通知',
    variable: 'SMS_TEMPLATE_JOINED',
    parameters: ['name'],
    text: '{1}您好，您加入{institution}的申请已通过，请在微信中打开小程序使用。',
  },
  proofsChanged: {
    name: '登录信息修改通知',
    variable: 'SMS_TEMPLATE_PROOFS_CHANGED',
    parameters: ['fields', 'by'],
    text: '您好，您在{institution}登记的{1}已由{2}修改。如果您不知情，请立即联系管理员。',
  },
  rebound: {
    name: '微信换绑通知',
    variable: 'SMS_TEMPLATE_REBOUND',
    parameters: ['name'],
    text: '{1}您好，您在{institution}的账号刚刚换绑了另一个微信。如非本人操作，请立即联系管理员。',
  },
  erasing: {
    name: '数据删除通知',
    variable: 'SMS_TEMPLATE_ERASING',
    parameters: ['date'],
    text: '您好，您在{institution}的个人数据将于{1}删除，在此之前可以在微信小程序中撤回。如非本人操作，请立即联系管理员。',
  },
  membershipOffer: {
    name: '身份确认通知',
    variable: 'SMS_TEMPLATE_MEMBERSHIP_OFFER',
    parameters: ['by'],
    text: '您好，{1}将您登记为{institution}的成员，请在微信中打开小程序确认；如不属实，请选择不同意。',
  },
} satisfies Record<string, SmsTemplate>

/** The id under which a template is sent; undefined where neither the settings nor a default name one. */
export const smsTemplateId = (
  { variable, defaultId }: SmsTemplate,
  settings: Record<string, string | undefined>,
): string | undefined => settings[variable] || defaultId
