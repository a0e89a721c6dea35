import type { MaterialUse, PreparationView } from '../../../../contract/repair'
import { lineOf, type Movement, type PendingStaffAction } from '../../tickets/staff-actions/view'
import { wordsOf } from '../../tickets/view'

/** The materials of a ticket, line by line. */
export interface Card {
  ticketId: string
  title: string
  about: string
  lines: {
    materialId: string
    name: string
    words: string
    short: boolean
    /** The words of the button that hands out all that is owed; none where nothing is. */
    issue: string
    /** Further actions: to hand out fewer, and to take back. */
    others: { action: Movement; text: string }[]
  }[]
}

/** @param out what was handed out: it can only come back */
export const toCard = (
  { ticketId, number, place, worker, materials }: PreparationView,
  out = false,
): Card => ({
  ticketId,
  title: place,
  about: wordsOf(number, receiverWords(worker, out)),
  lines: materials.map(use => {
    const { materialId, name, unit, asked, reserved, issued, returned, short } = use
    const counts = wordsOf(
      `要 ${asked}`,
      `预留 ${reserved}`,
      `已领 ${issued}`,
      returned && `已退 ${returned}`,
    )
    return {
      materialId,
      name,
      short,
      words: `${counts} ${unit}`,
      ...buttonsOf(use, out),
    }
  }),
})

function buttonsOf(use: MaterialUse, out: boolean): Pick<Card['lines'][number], 'issue' | 'others'> {
  const owed = out ? undefined : lineOf('issue', use)
  return {
    issue: owed ? `领出 ${owed.most} ${owed.unit}` : '',
    others: [
      ...(owed && owed.most > 1 ? [{ action: 'issue' as const, text: '少领一些' }] : []),
      ...(lineOf('return', use) ? [{ action: 'return' as const, text: '退回' }] : []),
    ],
  }
}

function receiverWords(worker: string | undefined, out: boolean): string {
  if (worker) return `${worker}${out ? '领走' : '来领'}`
  return out ? '' : '还没有派工'
}

/** All that a ticket is owed of a material. */
export const issueOf = ({ ticketId, materials }: PreparationView, materialId: string) => ({
  ticketId,
  materialId,
  count: lineOf('issue', materials.find(use => use.materialId === materialId)!)?.most ?? 0,
})

/** Handing out or taking back, for the sheet. */
export const pendingOf = (
  action: Movement,
  { ticketId: id, number, place, materials }: PreparationView,
  materialId: string,
): PendingStaffAction => ({ action, ticket: { id, summary: number, place, materials }, materialId })
