import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Locked {
  optionalDependencies?: Record<string, string>
  resolved?: string
}

const LOCK = join(__dirname, '..', '..', 'package-lock.json')
const packages: Record<string, Locked> = JSON.parse(readFileSync(LOCK, 'utf8')).packages

test('the parts for every platform are locked, without which npm ci refuses a fresh clone', () => {
  const names = new Set(Object.keys(packages).map(path => path.slice(path.lastIndexOf('node_modules/') + 13)))
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies),
  )
  expect(wanted).toContain('@esbuild/darwin-arm64')
  expect(wanted.filter(name => !names.has(name))).toEqual([])
})

test('the lock file ties nobody to one registry', () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved)).toEqual([])
})
