/** A refusal of the local cloud, with the code that the real one gives. */
export class CloudError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'CloudError'
  }
}

/** Numbers of the codes in a mini program's client; the table is the SDK's own. */
const ERR_CODE: Record<string, number> = {
  INVALID_PARAM: -501007,
  STORAGE_EXCEED_AUTHORITY: -503002,
  FUNCTION_NOT_FOUND: -501000,
  FUNCTIONS_EXECUTE_FAIL: -504002,
  FUNCTIONS_TIME_LIMIT_EXCEEDED: -504003,
  FUNCTION_RESULT_SIZE_EXCEED_LIMIT: -604001,
}
const SYSTEM_ERROR = -501001

export interface ClientError {
  errCode: number
  errMsg: string
}

/** The error with which `wx.cloud` rejects. */
export function clientError(api: string, error: unknown): ClientError {
  const code = (error as { code?: unknown }).code
  const errCode = ERR_CODE[String(code)] ?? SYSTEM_ERROR
  const message = error instanceof Error ? error.message : String(error)
  return { errCode, errMsg: `${api}:fail Error: errCode: ${errCode} | errMsg: ${message}` }
}
