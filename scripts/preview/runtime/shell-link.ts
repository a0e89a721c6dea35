import type { ThemeName } from './manifest'

/** The messages of a phone to the window around it. */
export type FromPhone =
  | { type: 'page'; address: string }
  /** A call that was answered and not refused. */
  | { type: 'call'; name: string; op: string }

/** The messages of the window around the phones to one of them. */
export type ToPhone =
  | { type: 'theme'; theme: ThemeName }
  | { type: 'clock'; now: number }
  /** Something has changed in the cloud. */
  | { type: 'changed' }

/** Sends to the window around this phone, where there is one. */
export function tellShell(message: FromPhone): void {
  if (parent !== window) parent.postMessage(message, location.origin)
}

export function hearShell(hear: (message: ToPhone) => void): void {
  addEventListener('message', ({ origin, data }) => {
    if (origin === location.origin && data) hear(data as ToPhone)
  })
}
