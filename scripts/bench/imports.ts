import type { ImportView } from '#contract/directory'
import type { LocalCloud, Outcome } from '../local-cloud/cloud'
import { start } from '../local-cloud/start'
import { fileIdOf } from '../local-cloud/storage/file-id'

export interface ImportCost {
  import: string
  rows: number
  /** Check and all steps together, the caller's identity included. */
  databaseCalls: number
  databaseMegabytes: number
  steps: number
  checkMs: number
  slowestStepMs: number
}

const SIZES = [1_000, 10_000, 20_000]
const ADMINISTRATOR = 'o-a-system'

/** Measures importing so many people: the first time, with every post changed, and with nothing changed. */
export async function benchImports(): Promise<ImportCost[]> {
  const costs: ImportCost[] = []
  for (const rows of SIZES) {
    const cloud = await start()
    costs.push(await importing(cloud, 'first', rows, '讲师'))
    costs.push(await importing(cloud, 'all changed', rows, '教授'))
    costs.push(await importing(cloud, 'nothing changed', rows, '教授'))
    await cloud.close()
  }
  return costs
}

const sheetOf = (rows: number, post: string): Buffer =>
  Buffer.from(
    [
      '姓名,账号,邮箱,部门,职位',
      ...Array.from({ length: rows }, (_, i) => {
        const name = `林${String.fromCodePoint(0x4e00 + (i % 5000))}`
        return `${name},k${i},k${i}@example.edu,第${i % 20}学院/第${i % 400}教研室,${post}`
      }),
    ].join('\n'),
  )

async function importing(cloud: LocalCloud, title: string, rows: number, post: string): Promise<ImportCost> {
  const request = { op: 'requestUpload', input: { extension: 'csv' } }
  const { reply } = await cloud.call(ADMINISTRATOR, 'account', request)
  const { path } = (reply as { data: { path: string } }).data
  await cloud.files.put(path, { bytes: sheetOf(rows, post), type: 'text/csv', modified: Date.now() })
  const check = await timed(cloud, 'importCheck', { fileId: fileIdOf(path) })
  const steps: Timed[] = []
  for (let view = check.view; view.actions.includes('step'); view = steps.at(-1)!.view)
    steps.push(await timed(cloud, 'importStep', { importId: view.id }))
  const all = [check, ...steps]
  const sum = (figure: 'databaseCalls' | 'databaseBytes') =>
    all.reduce((total, { outcome }) => total + outcome[figure], 0)
  return {
    import: title,
    rows,
    databaseCalls: sum('databaseCalls'),
    databaseMegabytes: Number((sum('databaseBytes') / 1e6).toFixed(1)),
    steps: steps.length,
    checkMs: check.ms,
    slowestStepMs: Math.max(0, ...steps.map(({ ms }) => ms)),
  }
}

interface Timed {
  outcome: Outcome
  view: ImportView
  ms: number
}

async function timed(cloud: LocalCloud, op: string, input: object): Promise<Timed> {
  const started = performance.now()
  const outcome = await cloud.call(ADMINISTRATOR, 'directory', { op, input })
  if (!outcome.reply.ok) throw new Error(`${op}: ${outcome.reply.error.code}`)
  const ms = Math.round(performance.now() - started)
  return { outcome, view: outcome.reply.data as ImportView, ms }
}
