/**
 * On a phone data crosses to the page's own thread, so only plain values arrive.
 * Throws, with the path of the value, on what WeChat would lose or refuse; returns the data otherwise.
 */
export function refuseUnsendable(data: Record<string, unknown>, owner: string): Record<string, unknown> {
  // Packages are known to work on a phone, and some hand themselves more than arrives there.
  if (owner.startsWith('miniprogram_npm/')) return data
  for (const [path, value] of Object.entries(data)) {
    if (value === undefined)
      throw new TypeError(`${owner}: setData of "${path}" to undefined has no effect in WeChat`)
    check(value, path, owner)
  }
  return structuredClone(data)
}

function check(value: unknown, path: string, owner: string): void {
  const refused = whyRefused(value)
  if (refused) throw new TypeError(`${owner}: setData of "${path}": ${refused} cannot be sent to the page`)
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) check(inner, `${path}.${key}`, owner)
}

function whyRefused(value: unknown): string | undefined {
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'symbol' || typeof value === 'bigint') return `a ${typeof value}`
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const prototype = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null) return undefined
  return `an instance of ${prototype.constructor?.name}`
}
