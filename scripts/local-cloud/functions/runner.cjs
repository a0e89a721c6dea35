// One instance of a cloud function: a process of its own, as on the platform, with one invocation at a time.
const { AsyncLocalStorage } = require('node:async_hooks')
const { join } = require('node:path')
const { shiftDate } = require('../../shift-date.cjs')

const [, , folder, megabytes] = process.argv
process.chdir(folder)
// The instance ends with the process that started it, even in the middle of a call.
process.on('disconnect', () => process.exit())

// The function's clock is the local cloud's.
const clock = shiftDate()

// The platform's stream for `cloud.logger()`.
console.__baseLog__ = (entry, level) => console.log(JSON.stringify({ level, ...entry }))

/** The id of the running invocation, which is also the token of its calls. */
const invocation = new AsyncLocalStorage()
/** Invocations that were cut off; their remaining calls keep their own token instead of counting for the next one. */
const cutOff = new Set()
process.env = new Proxy(process.env, {
  get: (target, name) =>
    name === 'WX_API_TOKEN' && cutOff.has(invocation.getStore()) ? invocation.getStore() : target[name],
})

// The platform sets the caller's variables anew before each invocation.
let set = []
function enter(environment) {
  for (const name of set) delete process.env[name]
  set = Object.keys(environment)
  Object.assign(process.env, environment)
}

/** Values cross as JSON, as they do over the real cloud's wire. */
const json = value => (value === undefined ? null : JSON.stringify(value))

/** Time in milliseconds between two looks at the memory while a call is under way. */
const LOOK = 20
/** All of the process counts, as on the platform: Node itself, its heap, and the buffers beside it. */
const isTooLarge = () => process.memoryUsage.rss() > Number(megabytes) * 1024 * 1024
const giveUp = id => process.send({ id, tooLarge: true })

let main
process.on('message', message => {
  if (message.cutOff) cutOff.add(message.cutOff)
  else invocation.run(message.context.request_id, run, message)
})

async function run({ event, context, environment, now }) {
  const id = context.request_id
  clock.set(now)
  enter(environment)
  const looking = setInterval(() => isTooLarge() && giveUp(id), LOOK)
  try {
    main ??= require(join(folder, 'index.js')).main
    const result = json(await main(JSON.parse(event), context))
    if (isTooLarge()) giveUp(id)
    else process.send({ id, result })
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : { message: json(error) }
    process.send({ id, error: { name, message, stack } })
  } finally {
    clearInterval(looking)
  }
}

// The function's time limit begins once the process is ready, since starting it is the platform's work.
process.send({ ready: true })
