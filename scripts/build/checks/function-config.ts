import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A function's config.json as WeChat DevTools reads it; `timeout` is our own field,
 * because DevTools does not apply one.
 */
export interface FunctionConfig {
  /** Seconds. */
  timeout?: number
  permissions?: { openapi?: string[] }
  triggers?: { name: string; type: 'timer'; config: string }[]
  /** Events that WeChat pushes to this function, such as `wxa_media_check`; our own field, set in the cloud console. */
  messagePush?: string[]
}

/** Finds settings of functions that the cloud would refuse or silently misread. @returns a line per fault */
export function checkFunctionConfigs(sources: string): string[] {
  return readdirSync(sources)
    .map(name => join(sources, name, 'config.json'))
    .filter(file => existsSync(file))
    .flatMap(file => faults(JSON.parse(readFileSync(file, 'utf8'))).map(fault => `${file}: ${fault}`))
}

function faults({ timeout, triggers = [] }: FunctionConfig): string[] {
  const found: string[] = []
  if (timeout !== undefined && !(timeout >= 1 && timeout <= 60))
    found.push(`timeout ${timeout} is not within 1 to 60 seconds`)
  if (triggers.length > 1) found.push('only one trigger a function is uploaded')
  for (const { name, config } of triggers) {
    const fields = config.split(' ').length
    if (fields !== 7) {
      found.push(
        `trigger "${name}": "${config}" has ${fields} fields, not 7 (second minute hour day month weekday year)`,
      )
    }
  }
  return found
}
