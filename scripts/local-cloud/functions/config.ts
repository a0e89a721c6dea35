import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FunctionConfig } from '../../build/checks/function-config'

/** The names of the built functions of a folder, in order; empty before the first build. */
export function functionNames(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => existsSync(join(folder, name, 'index.js')))
    .sort()
}

/** Reads the config.json of a built function. */
export const configOf = (folder: string, name: string): FunctionConfig =>
  JSON.parse(readFileSync(join(folder, name, 'config.json'), 'utf8'))
