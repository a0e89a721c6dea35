import { ROOM_ACTION, type RoomAction, type RoomView } from '../../../../contract/room'
import type { RecordCard } from '../../../../ui/record-card/card'
import { closureWords } from '../../search/day/view'

/** A room as the administrator's list shows it. The buttons are the actions that the server offers, no others. */
export function roomCard(room: RoomView): RecordCard {
  const { name, location, seats, labels, opensAt, closesAt, needsApproval, closures } = room
  return {
    title: name,
    ...(closures.length && { tag: { text: '有停用安排', theme: 'warning' } }),
    lines: [
      { text: [location, `${seats} 座`, ...labels].join(' · '), tone: 'small' },
      { text: `${opensAt}–${closesAt}${needsApproval ? ' · 需审批' : ''}`, tone: 'small' },
    ],
    notes: [],
    buttons: room.actions.filter(isRoomWide).map(action => ({
      action,
      name: `room-${action}`,
      ...(action === 'close'
        ? { icon: 'ellipsis', label: `更多：停用${name}` }
        : { text: ROOM_ACTION[action] }),
    })),
  }
}

/** False for the action that each closure has a button of its own for. */
const isRoomWide = (action: RoomAction): action is Exclude<RoomAction, 'open'> => action !== 'open'

/** The closures of a room in words; `canOpen` puts a button beside each. */
export const closureLines = ({ closures, actions }: RoomView, now: number) =>
  closures.map(closure => ({
    id: closure.id,
    text: closureWords(closure, now),
    canOpen: actions.includes('open'),
  }))
