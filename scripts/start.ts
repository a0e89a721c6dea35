import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildStaleFunctions } from './build/functions'
import { buildStaleConsole, CONSOLE_DIR } from './console/build'
import type { LocalCloud, StartOptions } from './local-cloud/cloud'
import { start } from './local-cloud/start'
import { TIMER_CALLER, timerEvent, timersOf } from './local-cloud/timers'
import { buildPreview, previewIsFresh } from './preview/build'
import { stories } from './preview/stories'
import { terminalLog } from './terminal-log'

const ROOT = join(__dirname, '..')
const PORT = 5180
const CONFIG = join(ROOT, 'weoffice.config.json')
const preview = { miniprogram: join(ROOT, 'miniprogram'), outDir: join(ROOT, 'dist', 'preview') }

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    data: { type: 'string', default: join(ROOT, '.local', 'data') },
    reset: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
})

/** `npm start`: builds stale parts, starts the local cloud with the preview, and prints where everything is. */
async function main(): Promise<void> {
  const port = values.port === undefined ? undefined : Number(values.port)
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536))
    throw new Error(`--port ${values.port} is not a port`)
  await Promise.all([
    buildStaleFunctions(),
    buildStaleConsole(),
    previewIsFresh(preview) || buildPreview(preview),
  ])
  if (values.reset) rmSync(values.data, { recursive: true, force: true })
  const cloud = await open(port, {
    data: values.data,
    timers: true,
    environment: settings(),
    pages: preview.outDir,
    console: CONSOLE_DIR,
    log: values.quiet ? () => {} : terminalLog(text => process.stdout.write(text)),
  })
  console.log(welcome(cloud.url))
  void runTimers(cloud)
  const stop = () => void cloud.close().then(() => process.exit())
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  // The parent process may be killed without passing the signal on, and an orphan would keep the data locked.
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && stop(), 1000).unref()
}

/** Runs each timer once, as their moments were missed while nothing ran: whatever waits for people then waits at once. */
async function runTimers(cloud: LocalCloud): Promise<void> {
  // A failure is in the function's log.
  for (const { fn, name } of timersOf(cloud.pool.folder))
    await cloud.invoke(fn, timerEvent(name, cloud.clock.now()), TIMER_CALLER).catch(() => {})
}

/** The first lines of the terminal; scripts read the one that begins with `ready`. */
const welcome = (url: string): string => `ready ${url}

  手机     ${url}
  故事     ${url}/?story=${stories[0]!.id}   ${stories[0]!.title}
  控制台   ${url}/console
  文档     README.md · docs/features.md · docs/local-cloud.md

  短信、邮件和微信消息都不会真的发出去，在页面右上角的“发件箱”里看。按 Ctrl+C 结束。
`

/** The settings in this machine's own configuration; the local cloud has a default for each missing one. */
const settings = (): Record<string, string> =>
  existsSync(CONFIG) ? JSON.parse(readFileSync(CONFIG, 'utf8')).environment : {}

/** Starts at the given port or fails; without one, at the usual port or, when that is in use, at any other. */
async function open(port: number | undefined, options: StartOptions): Promise<LocalCloud> {
  try {
    return await start({ ...options, port: port ?? PORT })
  } catch (error) {
    if (port !== undefined || (error as { code?: string }).code !== 'EADDRINUSE') throw error
    return start({ ...options, port: 0 })
  }
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
