import { createInterface } from 'node:readline/promises'
import { administer } from './admin/administer'
import { targetOf } from './admin/target'

/** Asks on the terminal; without one the answer is no. */
async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`${question} (y/N) `)
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

/** `npm run admin -- <operation> [json or file]`; the exit code says how it went. */
administer(process.argv.slice(2), { open: targetOf, print: console.log, confirm }).then(
  code => {
    process.exitCode = code
  },
  error => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
