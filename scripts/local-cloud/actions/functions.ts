import { CloudError } from '../error'
import type { Invocation } from '../functions/invocations'
import type { Pool } from '../functions/pool'

type Action = (
  body: Record<string, unknown>,
  from: Invocation | undefined,
) => Promise<Record<string, unknown>>

/** Calls of functions by functions: the callee sees the same person, and a chain that ends in `scf`. */
export const functionActions = (pool: Pool): Record<string, Action> => ({
  'functions.invokeFunction': async ({ function_name: name, request_data: data }, from) => {
    const event = typeof data === 'string' && data ? parsed(data) : {}
    const caller = { ...from?.caller, source: from ? `${from.caller.source},scf` : 'scf' }
    const { result } = await pool.invoke(String(name), event, caller, from)
    return { data: { response_data: result ?? 'null' } }
  },
})

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    throw new CloudError('INVALID_PARAM', 'request_data is not JSON')
  }
}
