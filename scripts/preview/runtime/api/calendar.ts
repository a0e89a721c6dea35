import { fact, showSheet } from '../overlays/sheet'
import { permit } from './permissions'
import { covered } from './privacy'

interface CalendarEvent {
  title: string
  /** Seconds since the epoch. */
  startTime: number
  /** The same, which WeChat takes as text. */
  endTime?: string | number
  location?: string
  description?: string
}

const words = (seconds: number): string =>
  new Date(seconds * 1000).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })

/** Shows what is about to be put into the phone's calendar. */
async function addPhoneCalendar({ title, startTime, endTime, location, description }: CalendarEvent) {
  if (!title) throw new Error('parameter error: parameter.title should be String')
  if (!Number.isInteger(startTime)) throw new Error('parameter error: parameter.startTime should be Number')
  await permit('scope.addPhoneCalendar')
  const facts = {
    日程: title,
    开始: words(startTime),
    结束: endTime && words(Number(endTime)),
    地点: location,
  }
  const body = Object.entries({ ...facts, 备注: description }).flatMap(([name, value]) =>
    value ? [fact(name, value)] : [],
  )
  if (!(await showSheet({ title: '添加日程', body, confirmText: '添加', cancelText: '取消' }))) {
    throw new Error('cancel')
  }
}

export const calendar = { addPhoneCalendar: covered('addPhoneCalendar', addPhoneCalendar) }
