import { report } from '../errors'

/** The callbacks that every asynchronous `wx` function takes. */
export interface Callbacks {
  success?(result: Reply): void
  fail?(error: ApiError): void
  complete?(result: Reply | ApiError): void
}

export interface ApiError {
  errMsg: string
  /** The cloud numbers its errors by errCode, the phone by errno. */
  errCode?: number
  errno?: number
}

interface Reply {
  errMsg: string
  [field: string]: unknown
}

/**
 * Makes a `wx` function of `run`, which returns the fields of the result or nothing. Called with callbacks, the
 * function returns nothing; without them, a promise. An error of `run` becomes `{ errMsg: '<name>:fail …' }`, with its
 * errCode or errno if it has one.
 */
export function asynchronous<O extends object>(name: string, run: (options: O) => unknown) {
  return (options: O & Callbacks = {} as O): Promise<Reply> | undefined => {
    const reply = perform(name, () => run(options))
    const { success, fail, complete } = options
    if (!success && !fail && !complete) return reply
    reply.then(
      result => {
        success?.(result)
        complete?.(result)
      },
      (error: ApiError) => {
        const cancelled = error.errMsg.endsWith('cancel')
        if (!fail && !complete && !cancelled) report(error, `wx.${name}`)
        fail?.(error)
        complete?.(error)
      },
    )
    return undefined
  }
}

async function perform(name: string, run: () => unknown): Promise<Reply> {
  try {
    return { ...((await run()) as object | undefined), errMsg: `${name}:ok` }
  } catch (error) {
    throw toApiError(name, error)
  }
}

/** An Error with WeChat's own fields, so that a page that logs it shows a stack. */
function toApiError(name: string, error: unknown): ApiError {
  const { errMsg, errCode, errno, message } = error as Partial<ApiError & Error>
  const text = errMsg?.includes(':fail') ? errMsg : `${name}:fail ${errMsg ?? message ?? String(error)}`
  const codes = { ...(errCode !== undefined && { errCode }), ...(errno !== undefined && { errno }) }
  return Object.assign(new Error(text), { errMsg: text, ...codes })
}
