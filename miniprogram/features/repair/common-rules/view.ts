import type { Refusal } from '../../../contract/kernel/errors'
import { explain } from '../../../ui/phase'

/** Addresses as people list them: apart by lines, blanks or any comma; each once. */
export const addressesOf = (text: string): string[] => [
  ...new Set(text.split(/[\s,，;；、]+/).filter(Boolean)),
]

/** The days with one more, in order, each once. */
export const withDay = (days: readonly string[], day: string): string[] => [...new Set([...days, day])].sort()

/** Why the rules were not saved, in words. */
export function problemOf(error: unknown): string {
  const { code, message } = explain(error)
  if (code !== 'INVALID_INPUT') return message
  const { field } = (error as Refusal).info
  return field === 'workdays' ? '同一天不能既放假又上班，请检查' : '有邮箱写错了，请检查'
}
