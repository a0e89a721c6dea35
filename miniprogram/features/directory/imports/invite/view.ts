import type { ModalWords } from '../../../../ui/send'

/** The progress of the mailing: `total` invitations at its beginning, of which `left` remain. */
export const mailing = (total: number, left: number) => ({
  percent: total ? Math.round(((total - left) / total) * 100) : 100,
  text: `${total - left} / ${total}`,
})

/** The purpose of the button to mail, in a sentence. */
export const leftWords = (left: number): string =>
  left
    ? `还有 ${left} 位登记了邮箱的成员没有加入，也没有收到过邀请。`
    : '登记了邮箱的成员都已加入，或者收到过邀请。'

export const mailingWords = (left: number): ModalWords => ({
  title: '群发邀请',
  content: `会给 ${left} 人各发一封邮件，发出后不能收回。`,
  confirmText: '发送',
  cancelText: '再想想',
})
