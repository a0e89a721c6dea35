import { REFUSALS, Refusal, type RefusalCode } from '../contract/kernel/errors'

/** A page is in exactly one of these at a time. */
export type Phase = 'loading' | 'ready' | 'sending' | 'failed'

/** A failure in words for the person, with the code for their helper. */
export interface Failure {
  code: RefusalCode | 'OFFLINE'
  title: string
  message: string
}

const OFFLINE: Failure = {
  code: 'OFFLINE',
  title: '网络没有连上',
  message: '网络不通，请检查手机的网络，然后重试',
}
const NO_CONNECTION = /request:fail|timeout|failed to fetch|network|socket/i

/** Any thrown thing as words; all but a refusal is either the network or a fault of ours. */
export function explain(error: unknown): Failure {
  if (error instanceof Refusal) return refusal(error.code)
  return NO_CONNECTION.test(textOf(error)) ? OFFLINE : refusal('INTERNAL')
}

/** A server newer than this page may know codes that the page does not. */
function refusal(code: RefusalCode): Failure {
  const message: string | undefined = REFUSALS[code]
  return { code, title: '没有成功', message: message ?? REFUSALS.INTERNAL }
}

function textOf(error: unknown): string {
  if (error instanceof Error) return error.message
  return (error as { errMsg?: string } | undefined)?.errMsg ?? String(error)
}
