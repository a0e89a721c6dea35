import { REOPEN_DAYS, type TicketAction } from '../../../../contract/repair'
import type { ActionSpec } from '../../../../ui/action-sheet/spec'
import type { Stars } from '../../../../ui/stars/view'

/** The questions before the reporter's own actions. */
export const SPECS = {
  cancel: {
    title: '撤销报修',
    hint: '撤销后不能恢复，还坏着的话要重新报修。',
    confirm: '撤销报修',
    theme: 'danger',
    words: 'optional',
    placeholder: '原因（选填），例如：自己修好了',
    maxlength: 200,
  },
  reopen: {
    title: '没修好',
    hint: `修好后 ${REOPEN_DAYS} 天内可以再提出来，会重新安排师傅。`,
    confirm: '请重新安排',
    theme: 'primary',
    words: 'required',
    placeholder: '还有什么问题',
    maxlength: 200,
    missing: '请说明还有什么问题',
  },
  rate: {
    title: '评价这次维修',
    hint: '评价提交后不能修改。',
    confirm: '提交评价',
    theme: 'primary',
    words: 'optional',
    placeholder: '还想说点什么（选填）',
    maxlength: 300,
  },
} as const satisfies Partial<Record<TicketAction, ActionSpec>>

export type ReporterAction = keyof typeof SPECS

/** Told once the action is done. */
export const DONE: Record<ReporterAction, string> = {
  cancel: '已撤销',
  reopen: '已重新提交',
  rate: '谢谢评价',
}

export const isReporterAction = (action: TicketAction): action is ReporterAction => action in SPECS

/** The sentence that stars are missing; nothing when the action can be sent. */
export const starsProblem = (action: ReporterAction, { result, efficiency }: Stars): string | undefined =>
  action === 'rate' && !(result && efficiency) ? '请给两项都打上分' : undefined
