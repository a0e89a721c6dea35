import { IMPORT_CHANGE, type ImportChange, type ImportView } from '../../../../contract/directory'
import type { ModalWords } from '../../../../ui/send'

export type Step = 'step' | 'undo'

/** A row with its place: two may be alike otherwise. */
type Keyed<T> = T & { id: number }
const keyed = <T>(rows: readonly T[]): Keyed<T>[] => rows.map((row, id) => ({ ...row, id }))

/** An import as its page shows it; the buttons are the actions that the server offers, no others. */
export interface ImportScreen {
  title: string
  hint: string
  counts: { change: ImportChange; text: string; count: number }[]
  /** The samples of each kind that has any. */
  groups: { change: ImportChange; title: string; rows: Keyed<ImportView['samples'][number]>[] }[]
  faults: Keyed<{ where: string; reason: string }>[]
  /** The number of faults that are not shown yet. */
  moreFaults: number
  kept: Keyed<ImportView['kept'][number]>[]
  newDepartments: string
  /** The new departments are still to be made, and may be misspelt. */
  warnsOfDepartments: boolean
  /** `旧名 → 新名` of each department. */
  renamedDepartments: string
  warnings: Keyed<{ text: string }>[]
  notes: Keyed<{ text: string }>[]
  percent: number
  /** `500 / 1200`, while it is under way. */
  progress: string
  buttons: { action: Step; text: string; theme: 'primary' | 'danger' }[]
}

const WORDS: Record<ImportView['state'], [title: string, hint: string]> = {
  faulty: ['表里有错误', '一行也没有导入。请在表格里改好下面的错误，再选一次。'],
  checked: ['检查通过', '还没有改动任何人。看过下面的改动，再开始导入。'],
  applying: ['正在导入', '可以离开这个页面，回来后接着导入。'],
  applied: ['导入完成', '九十天内可以整个撤销。'],
  undoing: ['正在撤销', '可以离开这个页面，回来后接着撤销。'],
  undone: ['已撤销', '这次导入的改动已经收回。'],
  held: ['请先核对', '改动比平常大，还没有改动任何人。'],
}

const UNCHANGED = '没有要改的'

export function screenOf(view: ImportView, faultLimit: number): ImportScreen {
  const [title, hint] = WORDS[view.state]
  const changes = Object.keys(IMPORT_CHANGE) as ImportChange[]
  const { done, total } = view.progress
  const isUnderWay = view.state === 'applying' || view.state === 'undoing'
  return {
    ...(hasNothingToDo(view)
      ? { title: UNCHANGED, hint: '花名册和表格已经一致。' }
      : { title, hint: isHeldSync(view) ? '改动比平常大，请核对后在同步页面放行。' : hint }),
    counts: changes
      // Offers are rare, so a zero is left out.
      .filter(change => change !== 'offered' || view.counts.offered)
      .map(change => ({ change, text: IMPORT_CHANGE[change], count: view.counts[change] })),
    groups: changes.flatMap(change => groupOf(view, change)),
    faults: keyed(view.faults.slice(0, faultLimit)).map(({ id, line, column, reason }) => ({
      id,
      where: whereWords(line, column),
      reason,
    })),
    moreFaults: Math.max(0, view.faults.length - faultLimit),
    kept: keyed(view.kept),
    newDepartments: view.newDepartments.join('、'),
    warnsOfDepartments:
      view.newDepartments.length > 0 &&
      (view.state === 'checked' || (view.state === 'held' && !isHeldSync(view))),
    renamedDepartments: view.renamedDepartments.map(({ from, to }) => `${from} → ${to}`).join('、'),
    warnings: keyed(view.state === 'held' ? texts(view.warnings) : []),
    notes: keyed(texts(view.notes)),
    percent: total ? Math.round((done / total) * 100) : 0,
    progress: isUnderWay ? `${done} / ${total}` : '',
    buttons: view.actions.flatMap(action => (action === 'release' ? [] : [buttonOf(action, view)])),
  }
}

const texts = (all: readonly string[]) => all.map(text => ({ text }))

/** True for an import that ended with its check, because all was so already. */
const hasNothingToDo = ({ state, progress, renamedDepartments }: ImportView): boolean =>
  state === 'applied' && !progress.total && !renamedDepartments.length

const isHeldSync = ({ state, actions }: ImportView): boolean => state === 'held' && !actions.includes('step')

function groupOf({ samples, counts }: ImportView, change: ImportChange): ImportScreen['groups'] {
  const rows = samples.filter(row => row.change === change)
  const more = counts[change] > rows.length ? `，先看 ${rows.length} 人` : ''
  const title = `${IMPORT_CHANGE[change]} ${counts[change]} 人${more}`
  return rows.length ? [{ change, title, rows: keyed(rows) }] : []
}

/** `第 3 行 · 手机`; what concerns the whole source has neither. */
const whereWords = (line: number, column: string): string =>
  [line ? `第 ${line} 行` : '', column].filter(Boolean).join(' · ')

const STEP: Partial<Record<ImportView['state'], string>> = {
  applying: '继续导入',
  held: '核对无误，开始导入',
}

function buttonOf(action: Step, { state }: ImportView): ImportScreen['buttons'][number] {
  return action === 'step'
    ? { action, text: STEP[state] ?? '开始导入', theme: 'primary' }
    : { action, text: state === 'undoing' ? '继续撤销' : '撤销这次导入', theme: 'danger' }
}

/** True while another batch of the same action has something to do. */
export const goesOn = (action: Step, { state }: ImportView): boolean =>
  action === 'step' ? state === 'applying' : state === 'undoing'

/** The question before an action; none where nothing is lost by it. */
export function confirmationOf(
  action: Step,
  { state, counts, warnings }: ImportView,
): ModalWords | undefined {
  if (action === 'undo')
    return {
      title: '撤销这次导入',
      content: '新增的人会删除，改动的人会恢复原样；之后加入或改过的人保留。',
      confirmText: '确定',
      cancelText: '再想想',
    }
  if (state === 'held')
    return {
      title: '改动比平常大',
      content: `${warnings.join('；')}。确定导入？`,
      confirmText: '确定',
      cancelText: '再想想',
    }
  if (state !== 'checked' || !counts.leaving) return undefined
  return {
    title: '开始导入',
    content: `有 ${counts.leaving} 人会标记为离开，不能再使用微办公。`,
    confirmText: '确定',
    cancelText: '再想想',
  }
}
