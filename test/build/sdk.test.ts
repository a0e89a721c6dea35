import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { buildFunctions } from '../../scripts/build/functions'
import { deferRequires } from '../../scripts/build/sdk'

const FIXTURES = join(__dirname, 'fixtures')
const MODULES = join(__dirname, '..', '..', 'node_modules')

describe('the SDK inside a bundle', () => {
  let root: string
  let bundled: Run
  let unbundled: Run

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'sdk-'))
    await buildFunctions({ sources: FIXTURES, names: ['every-api'], outDir: root })
    const plain = join(root, 'plain.js')
    const entry = join(FIXTURES, 'every-api', 'index.ts')
    await build({
      entryPoints: [entry],
      outfile: plain,
      bundle: true,
      platform: 'node',
      packages: 'external',
    })
    bundled = await runAgainstLoopback(join(root, 'every-api', 'index.js'))
    unbundled = await runAgainstLoopback(plain)
  })
  afterAll(() => rmSync(root, { recursive: true }))

  test('offers every name the package offers', () => {
    expect(bundled.answers.offered).toEqual(unbundled.answers.offered)
    expect(bundled.answers.offered).toContain('cloud.getOpenData: function')
  })

  test('asks the cloud for exactly the same things, and understands the replies alike', () => {
    const { ai: _, ...expected } = unbundled.answers
    expect(bundled.answers).toMatchObject(expected)
    expect(bundled.requests).toEqual(unbundled.requests)
    expect(bundled.answers).toMatchObject({
      download: 'bytes',
      upload: { fileID: 'cloud://e/a.txt' },
      logger: 'function',
    })
    expect(bundled.requests).toHaveLength(19)
  })

  test('says plainly that the AI client was left out', () => {
    expect(unbundled.answers.ai).toBe('object')
    expect(bundled.answers.ai).toMatch(/^failed: @cloudbase\/ai is not in this bundle/)
  })
})

interface Run {
  answers: Record<string, unknown>
  requests: string[]
}

/** Runs the fixture in its own process with a cloud that notes what it is asked and answers everything with success. */
async function runAgainstLoopback(file: string): Promise<Run> {
  const requests: string[] = []
  const server: Server = createServer(async (request, response) => {
    const body = (await bodyOf(request)).replace(/-{20,}\w+/g, '--boundary')
    requests.push(`${request.method} ${request.url!.replace(/seqId=\w+/, '')} ${body}`)
    if (request.method === 'PUT') return response.end()
    response.end(request.method === 'POST' ? JSON.stringify(reply(request.headers.host!)) : 'bytes')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const code = 'require(process.argv[1]).main().then(answers => console.log(JSON.stringify(answers)))'
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', code, file], {
    env: environment(port),
  })
  server.close()
  const answers = JSON.parse(stdout.trim().split('\n').at(-1)!.replaceAll(`:${port}`, ''))
  return { answers, requests }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function environment(port: number): NodeJS.ProcessEnv {
  return {
    NODE_PATH: MODULES,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `http://127.0.0.1:${port}/admin` }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'id',
    TENCENTCLOUD_SECRETKEY: 'key',
    SCF_NAMESPACE: 'e',
    TCB_ENV: 'e',
    WX_CONTEXT_KEYS: 'WX_OPENID,WX_API_TOKEN',
    WX_OPENID: 'openid',
    WX_API_TOKEN: 'token',
  }
}

function reply(host: string) {
  const file = {
    fileid: 'cloud://e/a.txt',
    fileID: 'cloud://e/a.txt',
    code: 'SUCCESS',
    tempFileURL: `http://${host}/get`,
  }
  const uploading = {
    url: `http://${host}/put`,
    token: 't',
    authorization: 'a',
    fileId: 'cloud://e/a.txt',
    cosFileId: 'c',
  }
  const written = { insertedIds: ['r1'], updated: 1, deleted: 1, total: 3 }
  const data = {
    list: [],
    ...written,
    ...uploading,
    download_list: [file],
    delete_list: [file],
    response_data: '{"ok":true}',
  }
  return { requestId: 'r', transactionId: 't1', data }
}

describe('deferring a require', () => {
  const loaded: string[] = []
  function run(source: string): unknown {
    loaded.length = 0
    const module: { exports: unknown } = { exports: {} }
    new Function('module', 'require', deferRequires(source))(module, (name: string) => {
      loaded.push(name)
      return { Client: class Client {}, add: (a: number, b: number) => a + b }
    })
    return module.exports
  }

  test('a module is loaded at its first use, and only once', () => {
    const sum = run(
      'const math_1 = require("math");\nmodule.exports = () => (0, math_1.add)(1, math_1.add(1, 1));',
    ) as () => number
    expect(loaded).toEqual([])
    expect([sum(), sum()]).toEqual([3, 3])
    expect(loaded).toEqual(['math'])
  })

  test('a class of it can be instantiated', () => {
    const make = run(
      'const db_1 = require("db");\nmodule.exports = () => new db_1.Client({});',
    ) as () => object
    expect(make().constructor.name).toBe('Client')
  })

  test('an import that is handed on as a whole is left as it is', () => {
    run('const db_1 = require("db");\nmodule.exports = [db_1, db_1.Client];')
    expect(loaded).toEqual(['db'])
  })
})
