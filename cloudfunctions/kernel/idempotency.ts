/** A press is remembered with the operation it belongs to; without a key nothing is remembered. */
export const operationKey = (op: string, key: string | undefined): string => (key ? `${op} ${key}` : '')
