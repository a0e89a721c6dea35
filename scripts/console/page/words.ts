/** The product's zone, whatever the browser's is. */
const ZONE = 'Asia/Shanghai'
const MOMENT = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  dateStyle: 'medium',
  timeStyle: 'medium',
  hourCycle: 'h23',
})
const TIME = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, timeStyle: 'medium', hourCycle: 'h23' })
const COUNT = new Intl.NumberFormat('zh-CN')

/** `2026年3月1日 09:30:00` */
export const moment = (at: Date | number | string): string => MOMENT.format(new Date(at))

/** `09:30:00` */
export const timeOfDay = (at: Date | number | string): string => TIME.format(new Date(at))

/** `1,234` */
export const count = (value: number): string => COUNT.format(value)

/** `12.5 ms` */
export function duration(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '—'
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} 秒`
  return `${milliseconds < 10 && !Number.isInteger(milliseconds) ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`
}

/** `1.2 MB` */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(0)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`
}

/** The difference between the clock and real time, as `快 1 天 2 小时`; empty for none. */
export function ahead(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000)
  if (minutes === 0) return ''
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), '天'],
    [Math.floor(minutes / 60) % 24, '小时'],
    [minutes % 60, '分钟'],
  ]
  const words = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`)
  return `${milliseconds > 0 ? '快' : '慢'} ${words.join(' ')}`
}
