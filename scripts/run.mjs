// Runs a TypeScript script after installing missing dependencies: `node scripts/run.mjs start --port 5180`. The script
// runs in this very process, so that ending the command ends all of it.
import { createRequire } from 'node:module'
import './ensure-installed.mjs'

const [name] = process.argv.splice(2, 1)
const { register } = await import('tsx/cjs/api')
register()
createRequire(import.meta.url)(`./${name}.ts`)
