import { join } from 'node:path'
import { buildFunctions, functionNames } from '../../scripts/build/functions'

const FIXTURES = ['fixture', 'openapi/fixture']
const OUT = join(__dirname, '..', '..', 'dist', 'conformance')

/** Bundles the functions that the tests call, for deployment to the environment that REMOTE=1 runs in. */
async function main(): Promise<void> {
  for (const folder of FIXTURES) {
    const sources = join(__dirname, folder)
    await buildFunctions({ outDir: OUT, sources, names: functionNames(sources) })
  }
  console.log(OUT)
}

main().catch(error => {
  console.error(error)
  process.exitCode = 1
})
