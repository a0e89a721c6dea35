import { settings } from '../settings'
import { asynchronous } from './call'

interface Entry {
  key: string
  data?: unknown
}

/** Each persona has a phone of its own, so its storage is its own too. */
const PREFIX = `weoffice/${settings.persona}/`

function keys(): string[] {
  return Object.keys(localStorage)
    .filter(key => key.startsWith(PREFIX))
    .map(key => key.slice(PREFIX.length))
}

/** WeChat's answer for a key that was never set is an empty string. */
function getStorageSync(key: string): unknown {
  const stored = localStorage.getItem(PREFIX + key)
  return stored === null ? '' : (JSON.parse(stored) as { data: unknown }).data
}

function setStorageSync(key: string, data: unknown): void {
  localStorage.setItem(PREFIX + key, JSON.stringify({ data }))
}

function removeStorageSync(key: string): void {
  localStorage.removeItem(PREFIX + key)
}

function clearStorageSync(): void {
  for (const key of keys()) removeStorageSync(key)
}

function getStorageInfoSync() {
  const bytes = keys().reduce((total, key) => total + localStorage.getItem(PREFIX + key)!.length, 0)
  return { keys: keys(), currentSize: Math.ceil(bytes / 1024), limitSize: 10240 }
}

export const storage = {
  getStorageSync,
  setStorageSync,
  removeStorageSync,
  clearStorageSync,
  getStorageInfoSync,
  getStorage: asynchronous('getStorage', ({ key }: Entry) => {
    if (!keys().includes(key)) throw new Error('data not found')
    return { data: getStorageSync(key) }
  }),
  setStorage: asynchronous('setStorage', ({ key, data }: Entry) => setStorageSync(key, data)),
  removeStorage: asynchronous('removeStorage', ({ key }: Entry) => removeStorageSync(key)),
  clearStorage: asynchronous('clearStorage', () => clearStorageSync()),
  getStorageInfo: asynchronous('getStorageInfo', () => getStorageInfoSync()),
}
