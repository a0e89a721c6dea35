import { type Feature, pagePath } from './feature'

export const account = {
  name: 'account',
  title: '我的账号',
  look: { icon: 'user-circle', colour: 'green' },
  audit: { acceptOffer: '确认加入', export: '导出数据', erase: '删除数据' },
  todos: { 'account.joinRequest': '我的加入申请' },
  refusals: {
    NO_WECHAT: '请在微信里打开小程序，再进行此操作',
    ALREADY_JOINED: '这个微信已经加入过了',
    ALREADY_REGISTERED: '这个账号、手机号或邮箱已属于另一位成员',
    ALREADY_APPLIED: '你的加入申请正在等待审核，请不要重复提交',
    CODE_WRONG: '验证码不正确，请核对后重新输入',
    CODE_EXPIRED: '验证码已失效，请重新获取',
    SECOND_PROOF:
      '为防止冒用，换微信还要再证明一次：改用登记的另一种方式（手机或邮箱）验证；或者先在原来的微信上同意，或请学校的管理员在通讯录里确认，再回到这里验证一次',
    NOT_ON_ROSTER: '没有找到登记的成员，可以提交加入申请',
    CHANNEL_DOWN: '暂时发不出去，请稍后再试或换一种方式',
  },
} as const satisfies Feature

/** The pages that other places lead to. */
export const accountPages = {
  join: pagePath('account/join'),
  apply: pagePath('account/apply'),
  profile: pagePath('account/profile'),
  privacy: pagePath('account/privacy'),
  contact: (channel: 'sms' | 'mail'): string => `${pagePath('account/contact')}?channel=${channel}`,
} as const
