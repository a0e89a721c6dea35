import { ROOM_ACTION, type RoomView } from '../../../contract/room'
import { closureWords } from '../day/view'

/** A room as the administrator's list shows it. The buttons are the actions the server offers, no others. */
export interface RoomCard {
  id: string
  name: string
  about: string
  rules: string
  closure: string
  buttons: { action: RoomView['actions'][number]; text: string; theme: string }[]
}

const THEMES = { reserve: 'default', update: 'default', close: 'danger', open: 'primary' } as const

export const roomCard = (room: RoomView, now: number): RoomCard => ({
  id: room.id,
  name: room.name,
  about: [room.location, `${room.seats} 座`, ...room.labels].join(' · '),
  rules: `${room.opensAt}–${room.closesAt}${room.needsApproval ? ' · 需审批' : ''}`,
  closure: room.closure ? closureWords(room.closure, now) : '',
  buttons: room.actions.map(action => ({ action, text: ROOM_ACTION[action], theme: THEMES[action] })),
})
