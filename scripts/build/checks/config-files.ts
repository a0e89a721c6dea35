import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv, { type ErrorObject } from 'ajv'
import type { Program } from '../program'
import { officialSchema, type SchemaKind } from './official-schemas'

export interface ConfigFile {
  file: string
  kind: SchemaKind
}

/** The configuration files of a project: project.config.json in `root`, the others in its mini program. */
export function configFilesOf(root: string, { sources, files }: Program): ConfigFile[] {
  const own = files.filter(name => name.endsWith('.json') && !name.startsWith('miniprogram_npm/'))
  const kindOf = (name: string) => SPECIAL[name] ?? 'page'
  return [
    { file: join(root, 'project.config.json'), kind: 'projectconfig' },
    ...own.map(name => ({ file: sources.file(name), kind: kindOf(name) })),
  ]
}

/** Every other json belongs to a page or a component. */
const SPECIAL: Record<string, SchemaKind> = {
  'app.json': 'app',
  'theme.json': 'theme',
  'sitemap.json': 'sitemap',
}

/** Checks configuration files against WeChat's own schemas. @returns a line per fault, as `file:line: key: reason` */
export function checkConfigFiles(configFiles: ConfigFile[], schemaOf = officialSchema): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false })
  const kinds = [...new Set(configFiles.map(({ kind }) => kind))]
  const validators = new Map(kinds.map(kind => [kind, ajv.compile(schemaOf(kind))]))
  return configFiles.flatMap(({ file, kind }) => {
    const text = readFileSync(file, 'utf8')
    const validate = validators.get(kind)!
    if (validate(JSON.parse(text))) return []
    return (validate.errors ?? []).map(error => `${file}:${lineOf(text, error)}: ${reason(error)}`)
  })
}

function keysOf({ instancePath, params }: ErrorObject): string[] {
  const keys = instancePath.split('/').slice(1)
  return params.additionalProperty ? [...keys, params.additionalProperty] : keys
}

function reason(error: ErrorObject): string {
  const allowed = error.params.allowedValues ? ` (${error.params.allowedValues.join(', ')})` : ''
  return `${keysOf(error).join('.') || 'file'}: ${error.message}${allowed}`
}

/** Finds the line roughly: each key is searched for behind the key that contains it. */
function lineOf(text: string, error: ErrorObject): number {
  const at = keysOf(error).reduce((from, key) => Math.max(from, text.indexOf(`"${key}"`, from)), 0)
  return text.slice(0, at).split('\n').length
}
