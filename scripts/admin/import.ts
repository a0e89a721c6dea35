import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { admin } from '#contract/admin'
import { IMPORT_CHANGE, IMPORT_STATE, type ImportChange, type ImportView } from '#contract/directory'
import { type Client, newKey } from '../../miniprogram/services/client'
import { type AdminCloud, answered } from './tcb'
import type { Terminal } from './terminal'

interface Importing {
  cloud: AdminCloud
  console: Client<typeof admin>
  terminal: Pick<Terminal, 'print' | 'confirm'>
  complete: boolean
  yes: boolean
  /** The warnings of an import that is held have been read before. */
  release: boolean
  /** The cloud that it goes to, for the question. */
  name: string
  /** The options that lead there again, each behind a blank. */
  place: string
}

/** Uploads a roster, shows what it would change, asks, and applies it to the end. Answers the exit code. */
export async function importRoster(file: string, importing: Importing): Promise<number> {
  const { console, terminal, complete, yes, release, name } = importing
  if (!existsSync(file)) throw new Error(`没有文件 ${file}`)
  const fileId = await upload(file, importing.cloud)
  const checked = await console.import({ fileId, complete }, { key: newKey() })
  terminal.print(reportOf(checked))
  if (!checked.actions.includes('step')) {
    terminal.print(checked.state === 'applied' ? '没有要改的。' : '一行也没有导入。改好表格再来一次。')
    return checked.state === 'applied' ? 0 : 1
  }
  if (checked.state === 'held' && yes && !release) {
    terminal.print('改动比平常大，没有导入。核对过上面的提醒，再加上 --release。')
    return 1
  }
  if (!yes && !(await terminal.confirm(`导入到 ${name}？`))) {
    terminal.print('没有导入。不想被询问，就加上 --yes。')
    return 0
  }
  return apply(checked, importing)
}

/** Into the folder that only the console's operations read. */
async function upload(file: string, cloud: AdminCloud): Promise<string> {
  const cloudPath = `incoming/console/${newKey()}/${basename(file).replace(/[?#\s]/g, '_')}`
  const { fileID } = await answered(cloud.uploadFile({ cloudPath, fileContent: readFileSync(file) }))
  return fileID
}

/** Calls the operation once per step, until none is left. */
async function apply(checked: ImportView, { console, terminal, place }: Importing): Promise<number> {
  const importId = checked.id
  let view = checked
  while (view.actions.includes('step') && view.state !== 'applied') {
    view = await console.import({ importId, release: checked.state === 'held' }, { key: newKey() })
    const { done, total } = view.progress
    terminal.print(`${IMPORT_STATE[view.state]} ${done}/${total}`)
  }
  for (const { name, account, reason } of view.kept) terminal.print(`没有改动 ${name} ${account}：${reason}`)
  terminal.print(
    `撤销：npm run admin -- import '${JSON.stringify({ importId, undo: true })}'${place}，直到 state 为 undone`,
  )
  return view.state === 'applied' ? 0 : 1
}

/** The findings of a check for people: counts, faults line by line, new departments, and some of the changes. */
function reportOf(view: ImportView): string {
  const { counts, faults, samples, newDepartments, renamedDepartments, notes, warnings } = view
  const changes = (Object.keys(counts) as ImportChange[]).map(key => `${IMPORT_CHANGE[key]} ${counts[key]}`)
  return [
    changes.join('  '),
    ...warnings.map(text => `请核对：${text}`),
    ...notes,
    ...faults.map(faultWords),
    ...(renamedDepartments.length
      ? [`部门改名：${renamedDepartments.map(({ from, to }) => `${from} → ${to}`).join('、')}`]
      : []),
    ...(newDepartments.length ? [`新部门：${newDepartments.join('、')}`] : []),
    ...samples.map(({ change, name, account, before = '', after = '' }) =>
      [IMPORT_CHANGE[change], name, account, [before, after].filter(Boolean).join(' → ')]
        .join('  ')
        .trimEnd(),
    ),
  ].join('\n')
}

function faultWords({ line, column, reason }: ImportView['faults'][number]): string {
  const where = [line ? `第 ${line} 行` : '', column].filter(Boolean).join(' ')
  return where ? `${where}：${reason}` : reason
}
