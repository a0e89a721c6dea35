/** How far the mailing is: of all who were to be mailed when it began. */
export const mailing = (total: number, left: number) => ({
  percent: total ? Math.round(((total - left) / total) * 100) : 100,
  text: `${total - left} / ${total}`,
})

/** What the button to mail is for, in a sentence. */
export const leftWords = (left: number): string =>
  left
    ? `还有 ${left} 位登记了邮箱的成员没有加入，也没有收到过邀请。`
    : '登记了邮箱的成员都已加入，或者收到过邀请。'
