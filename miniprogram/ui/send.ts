import { requestKeyOf } from '../services/idempotency'
import { currentIn } from './conflict'
import { catchUp, postponeRequest, type RefreshedPage, toastFailure } from './latest-result'
import { explain, type Phase } from './phase'

/** The words of a question that is answered by yes or no. */
export interface ModalWords {
  title: string
  content: string
  confirmText: string
  cancelText?: string
}

/** A page or component that sends; one with a `problem` tells there what went wrong. */
export interface SendingPage extends RefreshedPage {
  data: { phase: Phase; problem?: string }
  setData(change: object): void
}

/** One request of a page, and what follows from it. */
export interface PageRequest<Input, Reply> {
  /** Tells the operations of a page apart: the same input to another one is another request. */
  op: string
  input: Input
  send(input: Input, options: { key: string }): Promise<Reply>
  /** Asked first; nothing is sent without a yes. */
  confirm?: ModalWords
  /** Takes the reply to a batch, and answers the input of the next one: none when all is sent. */
  next?(reply: Reply): Input | undefined
  /** Runs on success, before the page can send again. */
  done?(reply: Reply): unknown
  /** Shown on success. */
  toast?: string
  /** Shows the thing as it is now, where a refusal brings it along; the failure is told after it. */
  changed?(current: Reply): unknown
  /** Runs on failure, and ends in the phase `ready`; without it the page tells the failure in words. */
  fail?(error: unknown): unknown
}

/**
 * Sends once: not while the page is busy, and under one idempotency key however often the same is tried. The page is
 * `sending` meanwhile, and refreshes afterwards if it was to. A failure goes to the page's `problem`, or to a toast where
 * it has none.
 */
export async function sendOnce<Input, Reply>(page: SendingPage, request: PageRequest<Input, Reply>) {
  const { confirm } = request
  if (page.data.phase !== 'ready') return
  if (confirm && !(await wx.showModal(confirm)).confirm) return
  // The page may have begun something else while the question was open.
  if (page.data.phase !== 'ready') return
  postponeRequest(page)
  page.setData('problem' in page.data ? { phase: 'sending', problem: '' } : { phase: 'sending' })
  const outcome = await replyTo(page, request).catch((error: unknown) => ({ error }))
  if ('error' in outcome) await handleFailure(page, request, outcome.error)
  else await finish(page, request, outcome.reply)
  await catchUp(page)
}

async function replyTo<Input, Reply>(
  page: object,
  request: PageRequest<Input, Reply>,
): Promise<{ reply: Reply }> {
  const { op, input, send, next } = request
  const key = requestKeyOf(page)
  const reply = await send(input, { key: key.keyFor(op, input) })
  key.complete()
  const following = next?.(reply)
  return following === undefined ? { reply } : replyTo(page, { ...request, input: following })
}

type Ending<Reply> = Pick<PageRequest<unknown, Reply>, 'done' | 'toast'>

async function finish<Reply>(page: SendingPage, { done, toast }: Ending<Reply>, reply: Reply) {
  try {
    await done?.(reply)
  } finally {
    page.setData({ phase: 'ready' })
  }
  if (toast) await wx.showToast({ title: toast, icon: 'success' })
}

type FailureHandling<Reply> = Pick<PageRequest<unknown, Reply>, 'changed' | 'fail'>

async function handleFailure<Reply>(
  page: SendingPage,
  { changed, fail }: FailureHandling<Reply>,
  error: unknown,
) {
  const current = currentIn<Reply>(error)
  if (current !== undefined) await changed?.(current)
  if (fail) await fail(error)
  else page.setData(failureIn('problem' in page.data, error))
}

/** The data that tells a failure in the `problem` of a form or sheet in sight, if there is one, or else a toast does. */
export const failureIn = (hasProblem: boolean, error: unknown): object =>
  hasProblem ? { phase: 'ready', problem: explain(error).message } : toastFailure(error)
