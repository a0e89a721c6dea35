import { existsSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { parseArgs } from 'node:util'
import { admin } from '#contract/admin'
import { REFUSALS, Refusal } from '#contract/kernel/errors'
import type { Contract, Envelope } from '#contract/kernel/rpc'
import { type Client, clientOver, newKey } from '../../miniprogram/services/client'
import { importRoster } from './import'
import { type AdminCloud, AdminError, answered } from './tcb'
import type { Terminal } from './terminal'

/** The exit codes: done; refused or failed; not understood. */
export const DONE = 0
const FAILED = 1
const MISUSED = 2

const USAGE = `npm run admin -- <操作> [JSON 或文件] [选项]

  --cloud        对 weoffice.config.json 里的云环境操作；不写则是本机的本地云
  --url 网址      本地云的网址，默认 http://127.0.0.1:5180
  --complete     导入：表里是全部人员，不在表里的人标为离开
  --yes          导入：检查通过后不再询问
  --release      导入：改动比平常大，已经核对过

  npm run admin -- import roster.xlsx
  npm run admin -- grantDuty '{"id":"…","duty":"room.admin","scope":["*"]}'
  npm run admin -- freeze input.json
`

const OPTIONS = {
  cloud: { type: 'boolean', default: false },
  url: { type: 'string' },
  complete: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  release: { type: 'boolean', default: false },
} as const

/** Runs one operation of the console from the command line. Answers the exit code. */
export async function administer(argv: string[], terminal: Terminal): Promise<number> {
  const parsed = argumentsOf(argv, terminal)
  if (!parsed) return MISUSED
  const { op, given, values } = parsed
  const { complete, yes, release, ...place } = values
  const { cloud, secret, name } = terminal.open({ remote: place.cloud, url: place.url })
  const console = consoleOf(cloud, secret)
  try {
    if (op === 'import' && isSheet(given))
      return await importRoster(given, {
        cloud,
        console,
        terminal,
        complete,
        yes,
        release,
        name,
        place: `${place.cloud ? ' --cloud' : ''}${place.url ? ` --url ${place.url}` : ''}`,
      })
    const reply = await console[op](inputOf(given) as never, { key: newKey() })
    terminal.print(JSON.stringify(reply, null, 2))
    return DONE
  } catch (error) {
    terminal.print(wordsOf(error))
    return FAILED
  }
}

type Op = keyof (typeof admin)['ops']

function argumentsOf(argv: string[], { print }: Terminal) {
  try {
    const { values, positionals } = parseArgs({ args: argv, options: OPTIONS, allowPositionals: true })
    const [op = '', given = ''] = positionals
    if (Object.hasOwn(admin.ops, op) && positionals.length <= 2) return { op: op as Op, given, values }
    print(`${USAGE}\n操作：${Object.keys(admin.ops).join(' ')}`)
  } catch (error) {
    // parseArgs throws for options that it does not know.
    print(`${(error as Error).message}\n\n${USAGE}`)
  }
  return undefined
}

/** The typed caller of `admin`: the secret goes along with every call. */
function consoleOf(cloud: AdminCloud, secret: string): Client<typeof admin> {
  return clientOver(admin as Contract, async (name, call) => {
    const { result } = await answered(cloud.callFunction({ name, data: { ...call, secret } }))
    return result as Envelope
  }) as Client<typeof admin>
}

const isSheet = (given: string): boolean => ['.xlsx', '.csv'].includes(extname(given).toLowerCase())

/** Reads JSON from the argument or from a file; undefined for operations without input. */
function inputOf(given: string): unknown {
  if (!given) return {}
  return JSON.parse(existsSync(given) ? readFileSync(given, 'utf8') : given)
}

function wordsOf(error: unknown): string {
  if (error instanceof Refusal) {
    const { field } = error.info
    return `${error.code}${field ? `（${field}）` : ''}：${REFUSALS[error.code]}`
  }
  if (error instanceof AdminError) return `云端没有接受：${error.code} ${error.message}`
  if (error instanceof SyntaxError) return `不是 JSON：${error.message}`
  if ((error as { code?: string }).code === 'ECONNREFUSED') {
    return '没有连上。要先在另一个窗口运行 npm start；它打印的网址不是默认的，就用 --url 写上'
  }
  return `没有连上，或者出错了：${error instanceof Error ? error.message : String(error)}`
}
