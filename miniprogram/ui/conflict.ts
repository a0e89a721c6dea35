import { Refusal } from '../contract/kernel/errors'

/** The thing as it is now, from the refusal of a decision on a former state of it; `name` is its key in the details. */
export function currentIn<T>(error: unknown, name: string): T | undefined {
  if (!(error instanceof Refusal) || error.code !== 'CONFLICT') return undefined
  return (error.info.details as Record<string, T> | undefined)?.[name]
}
