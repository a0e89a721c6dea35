import type { CategorySettings } from '../../../../contract/repair'
import { weekdayWords } from '../../../../ui/date-words'

/** A category as the list shows it. */
export interface Card {
  id: string
  name: string
  lines: string[]
}

/** `周一、周二…`, or `周一至周五` where the days follow each other. */
function daysWords(days: readonly number[]): string {
  const sorted = [...days].sort()
  const [first = 0, last = 0] = [sorted[0], sorted[sorted.length - 1]]
  const unbroken = sorted.length > 2 && last - first === sorted.length - 1
  return unbroken ? `${weekdayWords(first)}至${weekdayWords(last)}` : sorted.map(weekdayWords).join('、')
}

export const toCard = (category: CategorySettings): Card => {
  const { id, name, hotline, hours, mails, ladder, opensAt, closesAt, days } = category
  return {
    id,
    name,
    lines: [
      hotline ? `热线 ${hotline}${hours ? ` · ${hours}` : ''}` : '没有热线',
      mails.length ? `邮件 ${mails.join('、')}` : '没有自己的邮箱',
      `工作时间 ${daysWords(days)} ${opensAt}–${closesAt}`,
      ladder.length ? `催办 ${ladder.map(({ hours: after }) => `${after} 小时`).join(' → ')}` : '不催办',
    ],
  }
}
