import { Refusal } from '../contract/kernel/errors'

/** The thing as it is now, from the refusal of a decision on a former state of it. */
export function currentIn<T>(error: unknown): T | undefined {
  if (!(error instanceof Refusal) || error.code !== 'CONFLICT') return undefined
  return (error.info.details as { current?: T } | undefined)?.current
}
