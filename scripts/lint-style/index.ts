import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commitFaults } from './commits'
import { faultsBeside, stillPending } from './pending'
import { faultsOf } from './rules'

const ROOT = join(__dirname, '..', '..')
const PENDING = join(__dirname, 'pending.txt')
/** Folders that are generated, installed or none of the program's. */
const SKIPPED = /^(?:\..*|node_modules|miniprogram_npm|dist|coverage|screenshots)$/

/** `npm run lint`: what `docs/style.md` says; `--shrink` takes files that follow it from the list of pending ones. */
function main(): void {
  const pending = readFileSync(PENDING, 'utf8').split('\n').filter(Boolean)
  const faults = new Map(filesBelow('').map(file => [file, faultsIn(file)]))
  const left = process.argv.includes('--shrink') ? stillPending(pending, faults) : pending
  if (left.length < pending.length) writeFileSync(PENDING, left.map(file => `${file}\n`).join(''))
  const found = [...faultsBeside(left, faults), ...commitFaults(ROOT)]
  for (const fault of found) console.error(fault)
  if (found.length) console.error('\nHow we write: docs/style.md')
  process.exitCode = found.length ? 1 : 0
}

const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap(entry => {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (SKIPPED.test(entry.name)) return []
    if (entry.isDirectory()) return filesBelow(path)
    return /\.(?:[cm]?[jt]s|wxml|wxss|wxs|css|html)$/.test(entry.name) ? [path] : []
  })

const faultsIn = (file: string): string[] =>
  faultsOf(file, readFileSync(join(ROOT, file), 'utf8')).map(
    ({ line, message }) => `${file}:${line} ${message}`,
  )

main()
