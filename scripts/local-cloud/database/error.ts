/** The cloud's error codes that a database call can end with. */
export type DatabaseErrorCode =
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_COLLECTION_ALREADY_EXIST'
  | 'DATABASE_COLLECTION_EXCEED_LIMIT'
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_TRANSACTION_CONFLICT'
  | 'DATABASE_TRANSACTION_FAIL'
  | 'INVALID_PARAM'

/** A refusal that the caller sees as `{ code, message }`. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'

  constructor(
    readonly code: DatabaseErrorCode,
    message: string,
  ) {
    super(message)
  }
}

const ADVICE = 'Please check your request, but if the problem cannot be solved, contact us.'

/** The database understood the request and refuses it. */
export function requestFailed(message: string): DatabaseError {
  return new DatabaseError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${message}`)
}

/** The request itself is malformed. */
export function invalidParam(message: string): DatabaseError {
  return new DatabaseError('INVALID_PARAM', `[InvalidParameter] ${message}`)
}

export function collectionMissing(name: string): DatabaseError {
  return new DatabaseError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${name}. ${ADVICE}`,
  )
}

/** One collection more than an environment may have. */
export function tooManyCollections(): DatabaseError {
  return new DatabaseError('DATABASE_COLLECTION_EXCEED_LIMIT', '[LimitExceeded] collection exceed limit')
}

export function collectionExists(name: string): DatabaseError {
  return new DatabaseError(
    'DATABASE_COLLECTION_ALREADY_EXIST',
    `[ResourceInUse] Table exist: ${name}. ${ADVICE}`,
  )
}

/** A unique index already holds the key; `key` is the shell notation of the offending values. */
export function duplicateKey(collection: string, index: string, key: string): DatabaseError {
  const reason = `E11000 duplicate key error collection: ${collection} index: ${index} dup key: ${key}`
  return new DatabaseError(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation.Insert] bulk write error: [{${reason}}]`,
  )
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof DatabaseError && error.message.includes('E11000')
}

export function transactionMissing(): DatabaseError {
  return new DatabaseError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. Please check your request, but if the problem persists, contact us.',
  )
}

export function transactionConflict(): DatabaseError {
  return new DatabaseError(
    'DATABASE_TRANSACTION_CONFLICT',
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem persists, contact us.',
  )
}
