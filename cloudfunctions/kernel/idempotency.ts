/** Idempotency key with its operation, as documents store it; empty without a key, so that no retry is recognised. */
export const operationKey = (op: string, key: string | undefined): string => (key ? `${op} ${key}` : '')
