import type { Output, Sent } from '../../../../contract/kernel/rpc'
import type { CategorySettings, repair } from '../../../../contract/repair'
import { weekdayWords } from '../../../../ui/date-words'
import { addressesOf } from '../shared-settings/view'

export type Rung = CategorySettings['ladder'][number]

/** The form as it is typed: addresses are text until they are sent. */
export interface Form {
  name: string
  hotline: string
  hours: string
  mails: string
  opensAt: string
  closesAt: string
  days: number[]
  ladder: Rung[]
}

const FRESH = { name: '', hotline: '', hours: '', mails: [], opensAt: '08:00', closesAt: '18:00' }

export function formOf(category?: CategorySettings): Form {
  const { name, hotline = '', hours = '', mails, opensAt, closesAt } = category ?? FRESH
  const { days = [1, 2, 3, 4, 5], ladder = [] } = category ?? {}
  return { name, hotline, hours, mails: mails.join('\n'), opensAt, closesAt, days, ladder }
}

export const inputOf = ({ mails, ...form }: Form): Sent<(typeof repair)['ops']['saveCategory']> => ({
  ...form,
  mails: addressesOf(mails),
})

/** What is missing or cannot be, in words. */
export function problemOf({ name, opensAt, closesAt, days, ladder }: Form): string | undefined {
  if (!name.trim()) return '请填写名称'
  if (!days.length) return '至少选一个上班的日子'
  if (opensAt >= closesAt) return '下班时间要晚于上班时间'
  if (ladder.some(({ hours }, i) => i > 0 && hours <= ladder[i - 1]!.hours)) return '催办的每一级要比上一级晚'
  return undefined
}

const FIELDS = { name: '名称', hotline: '热线', hours: '接听时间', mails: '邮箱', ladder: '催办' }

/** Names the field that the contract or the server finds at fault, such as `mails.0`. */
export function fieldProblem(field = ''): string | undefined {
  const name = FIELDS[field.split('.')[0] as keyof typeof FIELDS] as string | undefined
  return name && `${name}填写有误，请检查`
}

export const weekdays = (on: readonly number[]) =>
  [1, 2, 3, 4, 5, 6, 7].map(day => ({ day, text: weekdayWords(day), on: on.includes(day) }))

export const toggled = (days: readonly number[], day: number): number[] =>
  days.includes(day) ? days.filter(one => one !== day) : [...days, day].sort()

type Preview = Output<(typeof repair)['ops']['mailPreview']>['items']

/** Who gets the mail, and why. */
export const previewLines = (items: Preview) =>
  items.map(({ mail, because }) => ({
    mail,
    because: because === 'category' ? '这个类别的地址' : '接收所有类别',
  }))
