import type { Sent } from '../../../../contract/kernel/rpc'
import { ROOM_DEFAULTS, ROOM_PICTURES, type RoomView, type room } from '../../../../contract/room'
import { lengthWords } from '../../../../ui/date-words'
import type { Faults } from '../../../../ui/form'
import type { Option } from '../../../../ui/options'
import { clockChoices } from '../../../../ui/period-picker/view'
import { wordsIn } from '../../../../ui/typed'

type Draft = Required<Sent<(typeof room)['ops']['create']>>

/** The form as it is typed: numbers and lists are text until they are sent. */
export interface Form extends Omit<Draft, 'seats' | 'labels' | 'equipment' | 'daysAhead'> {
  seats: string
  labels: string
  equipment: string
  daysAhead: string
}

/** Names of the fields. */
export const LABELS: Record<keyof Form, string> = {
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

const GRIDS = [5, 10, 15, 20, 30, 60]
const LENGTHS = [15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440, 2 * 1440, 3 * 1440, 7 * 1440]
export const PICTURES = ROOM_PICTURES.map(id => ({
  id,
  name: PICTURE_NAMES[id],
  file: `/features/room/pictures/${id}.svg`,
}))

/** Lengths to choose from, the current one among them. */
const minuteOptions = (minutes: number[], current: number): Option<number>[] =>
  [...new Set([...minutes, current])].sort((a, b) => a - b).map(id => ({ id, text: lengthWords(id) }))

/** Clock times to choose from, the current one among them. */
const clockOptions = (current: string): Option<string>[] =>
  [...new Set([...clockChoices(30), current])].sort().map(id => ({ id, text: id }))

/** The options of the pickers of a form. */
export const choicesOf = (form: Form) => ({
  opensAt: clockOptions(form.opensAt),
  closesAt: clockOptions(form.closesAt),
  gridMinutes: minuteOptions(GRIDS, form.gridMinutes),
  minMinutes: minuteOptions(LENGTHS, form.minMinutes),
  maxMinutes: minuteOptions(LENGTHS, form.maxMinutes),
})

/** The form of an existing room, or of a new one with its defaults. */
export function formOf(room?: RoomView): Form {
  const draft = room ?? { name: '', location: '', seats: '', ...ROOM_DEFAULTS }
  return {
    name: draft.name,
    location: draft.location,
    picture: draft.picture,
    description: draft.description,
    departmentId: draft.departmentId,
    opensAt: draft.opensAt,
    closesAt: draft.closesAt,
    openDays: draft.openDays,
    gridMinutes: draft.gridMinutes,
    minMinutes: draft.minMinutes,
    maxMinutes: draft.maxMinutes,
    needsApproval: draft.needsApproval,
    seats: String(draft.seats),
    labels: draft.labels.join('、'),
    equipment: draft.equipment.join('、'),
    daysAhead: String(draft.daysAhead),
  }
}

/** The answer to the question about bookings that do not fit the new rules; empty before it is asked. */
export type Answer = '' | 'keep' | 'cancel'

export const answerInput = (answer: Answer) => ({
  keepBookings: answer === 'keep',
  cancelBookings: answer === 'cancel',
})

/** The input of the operation: lists split at the marks people put between words, numbers as numbers. */
export const inputOf = (form: Form): Draft => ({
  ...form,
  seats: Number(form.seats),
  labels: wordsIn(form.labels),
  equipment: wordsIn(form.equipment),
  daysAhead: Number(form.daysAhead),
})

/** The faults of the form; the contract checks the rest. */
export const faultsOf = (form: Form): Faults<Form> => ({
  ...(!form.name.trim() && { name: '请填写会议室的名称' }),
  ...(!form.location.trim() && { location: '请填写会议室在哪里' }),
  ...(!/^[1-9]\d{0,3}$/.test(form.seats) && { seats: '座位数请填整数' }),
  ...(form.openDays.length === 0 && { openDays: '每周至少开放一天' }),
  ...(form.opensAt >= form.closesAt && { closesAt: '关门时间要晚于开门时间' }),
  ...(form.minMinutes > form.maxMinutes && { maxMinutes: '最长时长不能短于最短时长' }),
  ...(!/^[1-9]\d{0,2}$/.test(form.daysAhead) && { daysAhead: '提前天数请填 1 到 365 的整数' }),
})
