/** The columns of one picker: what they show, where they stand, and what they mean. */
export interface Columns {
  rows: string[][]
  chosen: number[]
  /** The picker's value for chosen rows. */
  value(chosen: number[]): unknown
}

export interface PickerOptions {
  mode: 'selector' | 'multiSelector' | 'time' | 'date'
  range: unknown[]
  rangeKey: string
  value: unknown
  start: string
  end: string
  fields: 'year' | 'month' | 'day'
  headerText: string
}

/** Throws for a mode that the preview does not have. */
export function columnsFor(options: PickerOptions): Columns {
  switch (options.mode) {
    case 'selector':
      return selector(options)
    case 'multiSelector':
      return multiSelector(options)
    case 'time':
      return time(options)
    case 'date':
      return date(options)
    default:
      throw new Error(`<picker mode="${options.mode}"> is not supported by the preview`)
  }
}

function selector({ range, rangeKey, value }: PickerOptions): Columns {
  return {
    rows: [range.map(item => labelOf(item, rangeKey))],
    chosen: [Number(value) || 0],
    value: ([row]) => String(row),
  }
}

function multiSelector({ range, rangeKey, value }: PickerOptions): Columns {
  const columns = range as unknown[][]
  const chosen = columns.map((_, column) => Number((value as number[])?.[column]) || 0)
  return {
    rows: columns.map(column => column.map(item => labelOf(item, rangeKey))),
    chosen,
    value: rows => rows,
  }
}

function time({ value, start, end }: PickerOptions): Columns {
  const [hour = 0, minute = 0] = String(value || '00:00')
    .split(':')
    .map(Number)
  return {
    rows: [numbers(0, 23, ''), numbers(0, 59, '')],
    chosen: [hour, minute],
    value: ([h, m]) => within(`${pad(h!)}:${pad(m!)}`, start, end),
  }
}

function date({ value, start, end, fields }: PickerOptions): Columns {
  const count = { year: 1, month: 2, day: 3 }[fields] ?? 3
  const firstYear = Number((start || '1970').slice(0, 4))
  const lastYear = Number((end || '2100').slice(0, 4))
  const [year = firstYear, month = 1, day = 1] = String(value || start || today())
    .split('-')
    .map(Number)
  return {
    rows: [numbers(firstYear, lastYear, '年'), numbers(1, 12, '月'), numbers(1, 31, '日')].slice(0, count),
    chosen: [year - firstYear, month - 1, day - 1].slice(0, count),
    value: rows => within(formatDate(rows, firstYear), start, end),
  }
}

/** Rows to `2026`, `2026-09` or `2026-09-30`; the 31st of a short month is its last day. */
function formatDate([years, months, days]: number[], firstYear: number): string {
  const year = firstYear + years!
  if (months === undefined) return String(year)
  if (days === undefined) return `${year}-${pad(months + 1)}`
  const lastDay = new Date(Date.UTC(year, months + 1, 0)).getUTCDate()
  return `${year}-${pad(months + 1)}-${pad(Math.min(days + 1, lastDay))}`
}

function within(value: string, start: string, end: string): string {
  if (start && value < start.slice(0, value.length)) return start.slice(0, value.length)
  if (end && value > end.slice(0, value.length)) return end.slice(0, value.length)
  return value
}

/** The day in the product's time zone, UTC+8. */
function today(): string {
  return new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)
}

function labelOf(item: unknown, key: string): string {
  return String(key && typeof item === 'object' && item !== null ? Reflect.get(item, key) : item)
}

function numbers(first: number, last: number, unit: string): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${pad(first + index)}${unit}`)
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
