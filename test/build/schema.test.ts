import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { collections } from '../../database-schema'
import { functionNames } from '../../scripts/build/functions'

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'schema.ts')
const print = (...args: string[]) =>
  execFileSync(process.execPath, [require.resolve('tsx/cli'), SCRIPT, ...args], { encoding: 'utf8' })

test('the schema lists every collection with its permission, indexes and fields, and every function', () => {
  const text = print()
  for (const { name, permission, indexes, fields } of collections) {
    const section = text.split('\n\n').find(part => part.startsWith(`集合 collection  ${name} `))
    expect(section).toContain(permission)
    for (const index of indexes) expect(section).toContain(`${index.name}:`)
    for (const field of Object.keys(fields)) expect(section).toContain(field)
  }
  for (const name of functionNames())
    expect(text).toMatch(new RegExp(`云函数 function  ${name}  超时 timeout \\d+ s`))
  expect(text).toContain('定时 timer')
})

test('a script reads the same as JSON', () => {
  const schema = JSON.parse(print('--json'))
  expect(schema.collections).toEqual(collections)
  expect(schema.functions).toContainEqual(expect.objectContaining({ name: 'room', timeout: 10 }))
})
