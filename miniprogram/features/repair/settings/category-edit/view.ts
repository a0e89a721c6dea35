import type { Output, Sent } from '../../../../contract/kernel/rpc'
import type { CategorySettings, repair } from '../../../../contract/repair'
import type { Faults } from '../../../../ui/form'
import { wordsIn } from '../../../../ui/typed'
import type { EscalationStep } from '../escalation-steps/view'

/** The form as it is typed: addresses are text until they are sent. */
export interface Form {
  name: string
  hotline: string
  hours: string
  mails: string
  opensAt: string
  closesAt: string
  days: number[]
  ladder: EscalationStep[]
}

const FRESH = { name: '', hotline: '', hours: '', mails: [], opensAt: '08:00', closesAt: '18:00' }

export function formOf(category?: CategorySettings): Form {
  const { name, hotline = '', hours = '', mails, opensAt, closesAt } = category ?? FRESH
  const { days = [1, 2, 3, 4, 5], ladder = [] } = category ?? {}
  return { name, hotline, hours, mails: mails.join('\n'), opensAt, closesAt, days, ladder }
}

export const inputOf = ({ mails, ...form }: Form): Sent<(typeof repair)['ops']['saveCategory']> => ({
  ...form,
  mails: wordsIn(mails),
})

/** The faults of the form, by field. */
export const faultsOf = ({ name, opensAt, closesAt, days, ladder }: Form): Faults<Form> => ({
  ...(!name.trim() && { name: '请填写名称' }),
  ...(!days.length && { days: '至少选一个上班的日子' }),
  ...(opensAt >= closesAt && { closesAt: '下班时间要晚于上班时间' }),
  ...(goesDown(ladder) && { ladder: '催办的每一级要比上一级晚' }),
})

const goesDown = (ladder: EscalationStep[]): boolean =>
  ladder.some(({ hours }, i) => i > 0 && hours <= ladder[i - 1]!.hours)

export const LABELS = { name: '名称', hotline: '热线', hours: '接听时间', mails: '邮箱', ladder: '催办' }

type Preview = Output<(typeof repair)['ops']['mailPreview']>['items']

/** The addresses that get the mail, and why. */
export const previewLines = (items: Preview) =>
  items.map(({ mail, because }) => ({
    mail,
    because: because === 'category' ? '这个类别的地址' : '接收所有类别',
  }))
