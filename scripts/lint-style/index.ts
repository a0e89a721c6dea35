import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { commitFaults } from './commits'
import { faultsOf } from './rules'

const ROOT = join(__dirname, '..', '..')
/** Folders that are generated, installed or no part of the program. */
const SKIPPED = /^(?:\..*|node_modules|miniprogram_npm|dist|coverage|screenshots)$/

/** The part of `npm run lint` that holds files and commits to `docs/style.md`. */
function main(): void {
  const found = [...filesBelow('').flatMap(faultsIn), ...commitFaults(ROOT)]
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
