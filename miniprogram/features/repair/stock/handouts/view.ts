import type { PreparationView } from '../../../../contract/repair'
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
    buttons: { action: Movement; text: string }[]
  }[]
}

const MOVEMENTS = [
  { action: 'issue', text: '领出' },
  { action: 'return', text: '退回' },
] as const

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
      buttons: MOVEMENTS.filter(({ action }) => !(out && action === 'issue') && lineOf(action, use)),
    }
  }),
})

function receiverWords(worker: string | undefined, out: boolean): string {
  if (worker) return `${worker}${out ? '领走' : '来领'}`
  return out ? '' : '还没有派工'
}

/** Handing out or taking back, for the sheet. */
export const pendingOf = (
  action: Movement,
  { ticketId: id, number, place, materials }: PreparationView,
  materialId: string,
): PendingStaffAction => ({ action, ticket: { id, summary: number, place, materials }, materialId })
