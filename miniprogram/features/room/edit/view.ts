import type { Sent } from '../../../contract/kernel/rpc'
import { ROOM_DEFAULTS, ROOM_PICTURES, type RoomView, type room } from '../../../contract/room'
import { lengthWords, weekdayWords } from '../../../ui/date-words'

type Draft = Required<Sent<(typeof room)['ops']['create']>>

/** The form as it is typed: numbers and lists are text until they are sent. */
export interface Form extends Omit<Draft, 'seats' | 'labels' | 'equipment' | 'daysAhead'> {
  seats: string
  labels: string
  equipment: string
  daysAhead: string
}

const NAMES: Record<keyof Draft, string> = {
  name: '名称',
  location: '地点',
  seats: '座位数',
  labels: '标签',
  equipment: '设备',
  picture: '图片',
  description: '说明',
  departmentId: '管理部门',
  gridMinutes: '开始时刻',
  opensAt: '开门时间',
  closesAt: '关门时间',
  openDays: '开放日',
  minMinutes: '最短时长',
  maxMinutes: '最长时长',
  daysAhead: '提前天数',
  needsApproval: '审批',
}

const PICTURE_NAMES = { meeting: '会议室', seminar: '研讨室', lecture: '报告厅', studio: '录播室' }

export const GRIDS = [5, 10, 15, 20, 30, 60]
export const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440, 2 * 1440, 3 * 1440, 7 * 1440]
export const PICTURES = ROOM_PICTURES.map(id => ({
  id,
  name: PICTURE_NAMES[id],
  file: `/features/room/pictures/${id}.svg`,
}))

/** The fields that are picked from a list of minutes. */
export type MinutesField = 'gridMinutes' | 'minMinutes' | 'maxMinutes'

/** A list of minutes with the current one in it, as a picker shows it. */
export function minuteChoices(list: number[], current: number) {
  const values = [...new Set([...list, current])].sort((a, b) => a - b)
  return { values, texts: values.map(lengthWords), index: values.indexOf(current) }
}

/** The form of an existing room, or of a new one with what a new room has. */
export function formOf(one?: RoomView): Form {
  const draft = one ?? { name: '', location: '', seats: '', ...ROOM_DEFAULTS }
  const { name, location, picture, description, departmentId } = draft
  const { opensAt, closesAt, openDays, gridMinutes, minMinutes, maxMinutes, needsApproval } = draft
  return {
    ...{ name, location, picture, description, departmentId },
    ...{ opensAt, closesAt, openDays, gridMinutes, minMinutes, maxMinutes, needsApproval },
    seats: String(draft.seats),
    labels: draft.labels.join('、'),
    equipment: draft.equipment.join('、'),
    daysAhead: String(draft.daysAhead),
  }
}

/** What is sent: lists split at the marks people put between words, numbers as numbers. */
export const inputOf = (form: Form): Draft => ({
  ...form,
  seats: Number(form.seats),
  labels: words(form.labels),
  equipment: words(form.equipment),
  daysAhead: Number(form.daysAhead),
})

const words = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、,，;；\s]+/)
      .map(word => word.trim())
      .filter(Boolean),
  ),
]

/** What is wrong with the form, in words; nothing when it can be sent. The contract checks the rest. */
export function formProblem(form: Form): string | undefined {
  if (!form.name.trim()) return '请填写会议室的名称'
  if (!form.location.trim()) return '请填写会议室在哪里'
  if (!/^[1-9]\d{0,3}$/.test(form.seats)) return '座位数请填整数'
  if (!/^[1-9]\d{0,2}$/.test(form.daysAhead)) return '提前天数请填 1 到 365 的整数'
  if (form.openDays.length === 0) return '每周至少开放一天'
  if (form.opensAt >= form.closesAt) return '关门时间要晚于开门时间'
  if (form.minMinutes > form.maxMinutes) return '最长时长不能短于最短时长'
  return undefined
}

/** Names the field that the contract or the server finds at fault, such as `labels.0`. */
export function fieldProblem(field: string | undefined): string | undefined {
  const name: string | undefined = NAMES[field?.split('.')[0] as keyof Draft]
  return name && `“${name}”填写有误，请检查长度和内容`
}

/** The weekdays with those that are chosen marked. */
export const weekdays = (open: number[]) =>
  [1, 2, 3, 4, 5, 6, 7].map(day => ({ day, text: weekdayWords(day), on: open.includes(day) }))

/** The open days after a tap on one. */
export const toggled = (open: number[], day: number): number[] =>
  open.includes(day) ? open.filter(other => other !== day) : [...open, day].sort()
