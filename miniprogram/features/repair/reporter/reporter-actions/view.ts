import { REOPEN_DAYS, type TicketAction, type TicketView } from '../../../../contract/repair'

/** What the reporter does with their own ticket. */
export const REPLIES = ['cancel', 'reopen', 'rate'] as const satisfies TicketAction[]
export type Reply = (typeof REPLIES)[number]

/** One press of a button on a ticket. */
export interface Task {
  action: TicketAction
  ticket: TicketView
}

interface Words {
  title: string
  hint: string
  placeholder: string
  confirm: string
  theme: 'primary' | 'danger'
}

/** What the sheet of a reply says. */
export const WORDS: Record<Reply, Words> = {
  cancel: {
    ...{ title: '撤销报修', hint: '撤销后不能恢复，还坏着的话要重新报修。', confirm: '撤销报修' },
    ...{ theme: 'danger', placeholder: '原因（选填），例如：自己修好了' },
  },
  reopen: {
    title: '没修好',
    hint: `修好后 ${REOPEN_DAYS} 天内可以再提出来，会重新安排师傅。`,
    ...{ confirm: '请重新安排', theme: 'primary', placeholder: '还有什么问题' },
  },
  rate: {
    ...{ title: '评价这次维修', hint: '评价提交后不能修改。', confirm: '提交评价' },
    ...{ theme: 'primary', placeholder: '还想说点什么（选填）' },
  },
}

/** L-48: the two things that are rated. */
export const SCORES = [
  { field: 'result', label: '维修结果' },
  { field: 'efficiency', label: '维修效率' },
] as const
export type Score = (typeof SCORES)[number]['field']
export type Stars = Record<Score, number>

/** `★★★★☆`'s meaning in a word. */
export const STAR_WORDS = ['', '很差', '较差', '一般', '满意', '非常满意'] as const

export const isReply = (action: TicketAction): action is Reply => REPLIES.some(reply => reply === action)

/** What is missing, in words; nothing when it can be sent. */
export function replyProblem(
  action: Reply,
  words: string,
  { result, efficiency }: Stars,
): string | undefined {
  if (action === 'reopen' && !words.trim()) return '请说明还有什么问题'
  return action === 'rate' && !(result && efficiency) ? '请给两项都打上分' : undefined
}
