import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { collections } from '../database-schema'
import type { CollectionSchema, Index } from '../database-schema/schema'
import { storageRule } from '../database-schema/storage-rule'
import type { FunctionConfig } from './build/checks/function-config'
import { functionNames } from './build/functions'

const FUNCTIONS = join(__dirname, '..', 'cloudfunctions')
/** Seconds the cloud gives a function that asks for nothing else. */
const CLOUD_TIMEOUT = 3

interface FunctionNeeds extends FunctionConfig {
  name: string
}

/** `npm run schema`: what has to be set up once in a cloud environment; with `--json`, for a script to read. */
function main(): void {
  const functions = functionNames().map(readFunction)
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ collections, storage: storageRule, functions }, null, 2))
  else
    console.log([...collections.map(describeCollection), STORAGE, describeFunctions(functions)].join('\n\n'))
}

function readFunction(name: string): FunctionNeeds {
  return { name, ...JSON.parse(readFileSync(join(FUNCTIONS, name, 'config.json'), 'utf8')) }
}

/** On one line, to be copied as it stands. */
const STORAGE = ['云存储 storage', `  安全规则 rule      ${JSON.stringify(storageRule)}`].join('\n')

function describeCollection({
  name,
  description,
  permission,
  fields,
  indexes,
  retention,
}: CollectionSchema): string {
  const width = Math.max(...Object.keys(fields).map(field => field.length))
  return [
    `集合 collection  ${name}  ${description}`,
    `  权限 permission  ${permission}`,
    `  保留 retention   ${describeRetention(retention)}`,
    ...indexes.map(index => `  索引 index       ${describeIndex(index)}`),
    ...Object.entries(fields).map(([field, { type, note, personal }]) => {
      return `  字段 field       ${field.padEnd(width)}  ${type.padEnd(7)}  ${note}${personal ? '（个人信息 personal）' : ''}`
    }),
  ].join('\n')
}

function describeRetention(retention: CollectionSchema['retention']): string {
  if (retention === 'forever') return '一直保留 for good'
  const { days, after, where = {}, anonymous } = retention
  const only = Object.entries(where).map(([field, values]) => `${field}: ${values.join('|')}`)
  return [
    `${after} 之后 ${days} 天${anonymous ? '去标识' : '删除'}`,
    `${anonymous ? 'names gone' : 'removed'} ${days} days after ${after}`,
    ...only,
  ].join('  ')
}

function describeIndex({ name, keys, unique, sparse }: Index): string {
  const order = Object.entries(keys).map(
    ([field, direction]) => `${field} ${direction === 1 ? '升序 asc' : '降序 desc'}`,
  )
  const flags = [unique && '唯一 unique', sparse && '稀疏 sparse'].filter(Boolean)
  return [`${name}:`, order.join(', '), ...flags].join('  ')
}

function describeFunctions(functions: FunctionNeeds[]): string {
  const lines = functions.flatMap(
    ({ name, timeout = CLOUD_TIMEOUT, triggers = [], permissions, messagePush = [] }) => [
      `云函数 function  ${name}  超时 timeout ${timeout} s`,
      ...triggers.map(trigger => `  定时 timer       ${trigger.name}: ${trigger.config}`),
      ...(permissions?.openapi ?? []).map(api => `  接口 openapi     ${api}`),
      ...messagePush.map(event => `  推送 push        event ${event}`),
    ],
  )
  return lines.join('\n')
}

main()
