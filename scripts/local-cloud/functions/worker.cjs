// One instance of a cloud function: a thread of its own, with an environment of its own, one invocation at a time.
const { join } = require('node:path')
const { parentPort, workerData } = require('node:worker_threads')

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
parentPort.on('message', async ({ event, context, environment, clock }) => {
  ahead = clock
  enter(environment)
  try {
    main ??= require(join(workerData.folder, 'index.js')).main
    parentPort.postMessage({ result: json(await main(JSON.parse(event), context)) })
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : { message: json(error) }
    parentPort.postMessage({ error: { name, message, stack } })
  }
})
