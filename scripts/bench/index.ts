import { buildStaleFunctions } from '../build/functions'
import { benchBundles } from './bundles'
import { benchDatabase } from './database'
import { benchDirectory } from './directory'
import { benchImports } from './imports'
import { benchLocalCloud } from './local-cloud'
import { benchNames, benchTerms } from './names/index'
import { benchRepair, growth } from './repair'
import { benchOperations, benchReservations, benchSearch, benchWarmCall } from './rooms'

type Say = (title: string, figures: unknown) => void

/** Measures the product: bundles, operations, search, and the database below them. */
async function product(say: Say) {
  const bundles = await benchBundles()
  say('Bundles: bytes, and the cold start against the same function with the SDK unbundled', bundles)
  const operations = await benchOperations()
  say('Room operations: database calls and bytes, the caller’s identity included', operations)
  const warmCallMs = Number((await benchWarmCall()).toFixed(2))
  say('Warm call of a function that reads nothing, milliseconds', [{ warmCallMs }])
  const reservations = [await benchReservations(1), await benchReservations(100)]
  say('Reservations by 50 clients', reservations)
  const search = await benchSearch()
  say('Search of an hour in 31 days', search)
  const database = await benchDatabase()
  say('Local database: 100,000 documents, against mingo over an array', database)
  return { bundles, operations, warmCallMs, reservations, search, database }
}

/** Measures the local cloud itself. */
async function localCloud(say: Say) {
  const figures = await benchLocalCloud()
  say('Warm call, milliseconds', [{ warmCallMs: figures.warmCallMs }])
  say('Database operations a second through the SDK and the wire', figures.operationsPerSecond)
  say('A large database', [figures.size])
  say('Aggregations, against mingo over the same documents', figures.aggregations)
  return figures
}

/** Measures repairs with few tickets and with many. */
async function repairs(say: Say) {
  const [few, many] = [await benchRepair(1_000), await benchRepair(100_000)]
  say('Repair operations with 1,000 tickets and (later) with 100,000', growth(few, many))
  return { few, many }
}

/** Measures the directory as the organisation grows. */
async function directory(say: Say) {
  const people = await benchDirectory()
  say('Contacts: database calls, bytes and milliseconds, by the number of members', people)
  const terms = benchTerms()
  say('Search terms of a member: number and bytes', terms)
  const imports = await benchImports()
  say('Imports of a sheet: database calls of the check and all steps, and the slowest of them', imports)
  return { people, terms, imports }
}

/** Measures how well people are found by their names. */
async function names(say: Say) {
  const accuracy = await benchNames()
  say('Search of 500 names: recall and precision of 1,000 queries by the way they are typed', accuracy)
  const terms = benchTerms()
  say('Search terms of a member: number and bytes', terms)
  return { accuracy, terms }
}

const BENCHES: Record<string, (say: Say) => Promise<object>> = {
  'local-cloud': localCloud,
  directory,
  names,
  repair: repairs,
}

/**
 * `npm run bench [-- local-cloud | -- directory | -- names | -- repair] [-- --json]`. Counts and ratios compare between
 * machines; absolute times do not.
 */
async function main(args: string[]): Promise<void> {
  await buildStaleFunctions()
  const json = args.includes('--json')
  const say: Say = (title, figures) => {
    if (json) return
    console.log(`\n${title}`)
    console.table(figures)
  }
  const wanted = args.find(arg => !arg.startsWith('--')) ?? ''
  const figures = await (BENCHES[wanted] ?? product)(say)
  if (json) console.log(JSON.stringify(figures, null, 2))
}

main(process.argv.slice(2)).catch(error => {
  console.error(error)
  process.exitCode = 1
})
