import type { PreparationView } from '../../../../contract/repair'
import { type DeskAction, lineOf, type Task } from '../../shared/staff-actions/view'

type Movement = Extract<DeskAction, 'issue' | 'return'>

/** What a ticket waits for, line by line. */
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
export const cardOf = (
  { ticketId, number, place, worker, materials }: PreparationView,
  out = false,
): Card => ({
  ...{ ticketId, title: place, about: [number, comes(worker, out)].filter(Boolean).join(' · ') },
  lines: materials.map(use => {
    const { materialId, name, unit, asked, reserved, issued, returned, short } = use
    const parts = [`要 ${asked}`, `预留 ${reserved}`, `已领 ${issued}`, returned && `已退 ${returned}`]
    return {
      ...{ materialId, name, short, words: `${parts.filter(Boolean).join(' · ')} ${unit}` },
      buttons: MOVEMENTS.filter(({ action }) => !(out && action === 'issue') && lineOf(action, use)),
    }
  }),
})

const comes = (worker: string | undefined, out: boolean): string => {
  if (worker) return `${worker}${out ? '领走' : '来领'}`
  return out ? '' : '还没有派工'
}

/** Handing out or taking back, for the sheet. */
export const taskOf = (
  action: Movement,
  { ticketId: id, number, place, materials }: PreparationView,
  materialId: string,
): Task => ({ action, ticket: { id, summary: number, place, materials }, materialId })
