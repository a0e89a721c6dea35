// One instance of a cloud function: a process of its own, as on the platform; one invocation at a time.
const { join } = require('node:path')

const [, , folder] = process.argv
process.chdir(folder)
// Whoever started us is gone: so are we, also in the middle of a call.
process.on('disconnect', () => process.exit())

const realNow = Date.now.bind(Date)
let ahead = 0

// The function's clock is the local cloud's: `new Date()` and `Date.now()` alike.
globalThis.Date = new Proxy(Date, {
  construct: (target, args, newTarget) =>
    Reflect.construct(
      target,
      args.length ? args : [realNow() + ahead],
      newTarget === globalThis.Date ? target : newTarget,
    ),
  apply: () => new globalThis.Date().toString(),
  get: (target, name) => (name === 'now' ? () => realNow() + ahead : Reflect.get(target, name)),
})
Date.prototype.constructor = Date

// Where `cloud.logger()` writes to on the platform.
console.__baseLog__ = (entry, level) => console.log(JSON.stringify({ level, ...entry }))

// The platform sets who is calling before each invocation, and so do we.
let set = []
function enter(environment) {
  for (const name of set) delete process.env[name]
  set = Object.keys(environment)
  Object.assign(process.env, environment)
}

/** Values cross as JSON, as they do over the real cloud's wire. */
const json = value => (value === undefined ? null : JSON.stringify(value))

let main
process.on('message', async ({ event, context, environment, clock }) => {
  ahead = clock
  enter(environment)
  try {
    main ??= require(join(folder, 'index.js')).main
    process.send({ result: json(await main(JSON.parse(event), context)) })
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : { message: json(error) }
    process.send({ error: { name, message, stack } })
  }
})

// Up: from here on time counts.
process.send({ ready: true })
