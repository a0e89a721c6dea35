// Runs one of our TypeScript scripts in this very process, after seeing to it that the dependencies are installed:
// `node scripts/run.mjs start --port 5180`. One process, so that whoever ends the command ends all of it.
import { createRequire } from 'node:module'
import './ensure-installed.mjs'

const [name] = process.argv.splice(2, 1)
const { register } = await import('tsx/cjs/api')
register()
createRequire(import.meta.url)(`./${name}.ts`)
