import type { Me } from '../../../../contract/account'
import {
  IMPORT_CHANGE,
  type ImportChange,
  type ImportView,
  type SyncStatus,
} from '../../../../contract/directory'
import { momentWords } from '../../../../ui/date-words'
import type { ModalWords } from '../../../../ui/send'
import { type ImportLine, importLine } from '../imports/view'

/** The minutes between two runs that are offered, and their words. */
const INTERVALS: [minutes: number, text: string][] = [
  [15, '每 15 分钟'],
  [30, '每半小时'],
  [60, '每小时'],
  [360, '每 6 小时'],
  [1440, '每天'],
  [10_080, '每周'],
]

export interface SyncScreen {
  configured: boolean
  interval: string
  intervals: string[]
  minutes: number[]
  index: number
  next: string
  /** Whether this person may set the interval. */
  canSet: boolean
  runs: (ImportLine & { counts: string })[]
  /** The newest run if it waits for a yes, with the reasons and the people who would leave; null otherwise. */
  held: { id: string; reasons: string; names: string } | null
}

export function screenOf(status: SyncStatus, me: Me, now: number): SyncScreen {
  const known = INTERVALS.some(([minutes]) => minutes === status.intervalMinutes)
  const all: typeof INTERVALS = known
    ? INTERVALS
    : [...INTERVALS, [status.intervalMinutes, `每 ${status.intervalMinutes} 分钟`]]
  const index = all.findIndex(([minutes]) => minutes === status.intervalMinutes)
  const { nextAt = '' } = status
  return {
    configured: status.configured,
    interval: all[index]![1],
    intervals: all.map(([, text]) => text),
    minutes: all.map(([minutes]) => minutes),
    index,
    next: Date.parse(nextAt) > now ? momentWords(nextAt, now) : '一分钟内',
    canSet: me.duties?.includes('system.admin') ?? false,
    runs: status.runs.map(run => ({ ...importLine(run, now), counts: countsWords(run) })),
    held: heldOf(status.runs[0]),
  }
}

const countsWords = ({ counts }: ImportView): string => {
  const changed = (Object.keys(IMPORT_CHANGE) as ImportChange[]).filter(
    change => change !== 'same' && counts[change],
  )
  return changed.map(change => `${IMPORT_CHANGE[change]} ${counts[change]}`).join(' · ') || '没有变化'
}

function heldOf(run: ImportView | undefined): SyncScreen['held'] {
  if (!run?.actions.includes('release')) return null
  const names = run.samples.filter(({ change }) => change === 'leaving').map(({ name }) => name)
  const more = run.counts.leaving > names.length ? '等' : ''
  return { id: run.id, reasons: run.warnings.join('；'), names: names.join('、') + more }
}

export const releaseWords = (reasons: string): ModalWords => ({
  title: '放行这次同步',
  content: `${reasons}。标记为离开的人不能再使用微办公。`,
  confirmText: '放行',
  cancelText: '再想想',
})
