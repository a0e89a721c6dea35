interface MessageWords {
  title: string
  text: string
}

/** Messages about a person's membership, in the app and by mail. */
export const DIRECTORY_MESSAGES = {
  freeze: (reason: string): MessageWords => ({
    title: '你的账号已被冻结',
    text: `原因：${reason}。如有疑问，请联系管理员。`,
  }),
  unfreeze: (): MessageWords => ({ title: '你的账号已恢复使用', text: '现在可以照常使用了。' }),
  /** Names the last change of proofs, if any, because proofs open the way to the new duties. */
  granted: (
    duties: string,
    by: string,
    changed?: { fields: string; by: string; on: string },
  ): MessageWords => ({
    title: '你有了新的职责',
    text: `${by}授予你：${duties}。${changed ? `你的${changed.fields}最近一次由${changed.by}于${changed.on}修改。` : ''}如有疑问，请联系管理员。`,
  }),
  /** `unproven` if the request named a phone or mail that no code has proved. */
  joined: (unproven: boolean): MessageWords => ({
    title: '欢迎加入',
    text: `你的加入申请已通过，现在可以使用全部功能了。${unproven ? '申请里填的手机和邮箱还没有验证，请到“我的资料”里用验证码验证。' : ''}`,
  }),
  joinedMail: (name: string): MessageWords => ({
    title: '加入申请已通过',
    text: `${name}，你的加入申请已通过，请在微信中打开小程序使用。`,
  }),
  syncHeld: (warnings: string): MessageWords => ({
    title: '人事系统同步等待核对',
    text: `这次同步的改动比平常大：${warnings}。请核对后放行。`,
  }),
  invited: (): MessageWords => ({
    title: '邀请你加入微办公',
    text:
      '学校已开通微办公小程序。请打开微信，扫描校内公布的小程序码，或在微信中搜索“微办公”，' +
      '用登记的手机号或邮箱验证身份后即可使用。如果你不是本校教职工或学生，请忽略这封邮件。',
  }),
}
