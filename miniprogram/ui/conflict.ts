import { Refusal } from '../contract/kernel/errors'

/** The thing as it is now, where a refusal brings it along. */
export function currentIn<T>(error: unknown): T | undefined {
  const details = error instanceof Refusal ? error.info.details : undefined
  return (details as { current?: T } | undefined)?.current
}
