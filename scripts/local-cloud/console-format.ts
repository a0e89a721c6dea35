/** A value as the cloud console exports it: dates as `{"$date": "…Z"}`. */
export function encodeConsole(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.toISOString() }
  if (Array.isArray(value)) return value.map(encodeConsole)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encodeConsole(item)]))
}
