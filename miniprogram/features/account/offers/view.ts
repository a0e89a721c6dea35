import { ACCOUNT_LABEL, CONTACT, MEMBER_KIND, type MembershipOfferView } from '../../../contract/account'
import { dayWords } from '../../../ui/date-words'
import type { RecordCard } from '../../../ui/record-card/card'
import type { ModalWords } from '../../../ui/send'

export type OfferAction = 'accept' | 'decline'

/** An offer as its addressee reads it. */
export function offerCard(offer: MembershipOfferView, now: number): RecordCard {
  const { name, kind, account, departments, posts, phone, mail, by, at } = offer
  const lines = [
    `部门：${departments.join('；')}`,
    `身份：${[MEMBER_KIND[kind], ...posts].join(' · ')}`,
    account && `${ACCOUNT_LABEL[kind]}：${account}`,
    phone && `${CONTACT.phone}：${phone}`,
    mail && `${CONTACT.mail}：${mail}`,
  ]
  return {
    title: name,
    lines: lines.flatMap(text => (text ? [{ text }] : [])),
    notes: [`${by}于${dayWords(Date.parse(at), now)}登记。同意之前，对方看不到也改不了你的信息。`],
    buttons: [
      { action: 'decline', text: '不同意', theme: 'default' },
      { action: 'accept', text: '同意加入', theme: 'primary' },
    ],
  }
}

export const QUESTIONS: Record<OfferAction, ModalWords> = {
  accept: {
    title: '同意加入',
    content: '请确认这就是你。加入后，单位的管理员可以维护你的姓名、部门和联系方式。',
    confirmText: '同意',
  },
  decline: {
    title: '不同意',
    content: '你仍是校外人员，报修等照常使用。',
    confirmText: '不同意',
  },
}
