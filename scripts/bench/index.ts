import { buildStaleFunctions } from '../build/functions'
import { benchBundles } from './bundles'
import { benchDatabase } from './database'
import { benchOperations, benchReservations, benchSearch, benchWarmCall } from './rooms'

/** `npm run bench [-- --json]`: counts and ratios; absolute times say as much about the machine as about the code. */
async function main(json: boolean): Promise<void> {
  await buildStaleFunctions()
  const say = (title: string, figures: unknown) => {
    if (json) return
    console.log(`\n${title}`)
    console.table(figures)
  }
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
  if (json)
    console.log(JSON.stringify({ bundles, operations, warmCallMs, reservations, search, database }, null, 2))
}

main(process.argv.includes('--json')).catch(error => {
  console.error(error)
  process.exitCode = 1
})
