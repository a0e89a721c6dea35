import { configOf, functionNames } from '../functions/config'

/** An event that WeChat pushes, as a function gets it. */
export interface PushEvent extends Record<string, unknown> {
  Event: string
}

/**
 * Finds the function that takes WeChat's push of an event, by `messagePush` in its config.json, if any does.
 * @param folder of the built functions
 * @throws Error when several ask for it, because WeChat sends it to one
 */
export function pushTaker(folder: string, event: string): string | undefined {
  const [taker, another] = functionNames(folder).filter(name =>
    configOf(folder, name).messagePush?.includes(event),
  )
  if (another) throw new Error(`${event} goes to one function, and ${taker} and ${another} ask for it`)
  return taker
}
