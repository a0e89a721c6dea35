import { ROOM_ACTION, type RoomView } from '../../../../contract/room'
import type { RecordCard } from '../../../../ui/record-card/card'
import { closureWords } from '../../search/day/view'

const THEMES = { reserve: 'default', update: 'default', close: 'danger', open: 'primary' } as const

/** A room as the administrator's list shows it. The buttons are the actions that the server offers, no others. */
export function roomCard(room: RoomView, now: number): RecordCard {
  const { name, location, seats, labels, opensAt, closesAt, needsApproval, closure } = room
  return {
    title: name,
    ...(closure && { tag: { text: '有停用安排', theme: 'warning' } }),
    lines: [
      { text: [location, `${seats} 座`, ...labels].join(' · '), tone: 'small' },
      { text: `${opensAt}–${closesAt}${needsApproval ? ' · 需审批' : ''}`, tone: 'small' },
      ...(closure ? [{ text: closureWords(closure, now), tone: 'warning' as const }] : []),
    ],
    notes: [],
    buttons: room.actions.map(action => ({
      action,
      text: ROOM_ACTION[action],
      theme: THEMES[action],
      name: `room-${action}`,
    })),
  }
}
