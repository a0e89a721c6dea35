import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FunctionConfig } from '../../build/checks/function-config'

/** The built functions of a folder, by name in order; none while nothing has been built. */
export function functionNames(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => existsSync(join(folder, name, 'index.js')))
    .sort()
}

/** What a built function's config.json says. */
export const configOf = (folder: string, name: string): FunctionConfig =>
  JSON.parse(readFileSync(join(folder, name, 'config.json'), 'utf8'))
