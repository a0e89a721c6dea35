import { OFFER_MESSAGES } from '#contract/account.messages'
import { DIRECTORY_MESSAGES } from '#contract/directory.messages'
import { DUTIES, type Duty } from '#contract/features/index'
import { roomPages } from '#contract/features/room'
import { DAY, HOUR, MINUTE } from '#contract/kernel/time'
import {
  outcomeText,
  RELEASED_TITLE,
  ROOM_OUTCOME,
  type RoomOutcome,
  releasedText,
  slotWords,
} from '#contract/room'
import { derivedId } from '../../../cloudfunctions/kernel/derived-id'
import type { MessageRow } from '../../../cloudfunctions/message/model'
import type { Ticket } from '../../../cloudfunctions/repair/model'
import type { Past, Room } from '../../../cloudfunctions/room/model'
import { everybody, groups, VISITOR } from './people'
import { repairMessages } from './repair-messages'
import type { Told } from './told'

/** Messages older than this have been read. */
const UNREAD = 12 * HOUR

/** The messages in the app, some of them unread. */
export function messages(now: Date, tickets: Ticket[], rooms: Room[], past: Past[]): MessageRow[] {
  const told = [
    ...repairMessages(tickets, now),
    ...bookingMessages(rooms, past, now),
    ...dutyMessages(now),
    offered(now),
  ]
  return told.map(message => ({
    _id: derivedId(message.feature, message.to, message.title, message.text, message.at.toISOString()),
    ...message,
    ...(+now - +message.at < UNREAD
      ? { unread: true as const }
      : { readAt: new Date(+message.at + 20 * MINUTE) }),
  }))
}

/** Decisions about bookings, by their ids: the outcome, hours ago, the reason. */
const OUTCOMES: [bookingId: string, outcome: RoomOutcome, hoursAgo: number, reason: string][] = [
  ['seed-r-301-5-9', 'approved', 5, ''],
  ['seed-r-201-2-14', 'kept', 30, '会议室的规则改了：最多提前 14 天预订'],
  ['seed-r-101-1-14', 'moved', 3, '原时段临时接待来访，后移一小时'],
  ['seed-r-c01-y5-14', 'approved', 6 * 24, ''],
  ['seed-r-b01-0-19', 'extended', 2, ''],
  ['seed-r-102-1-10', 'approved', 8, ''],
]

function bookingMessages(rooms: Room[], past: Past[], now: Date): Told[] {
  const live = rooms.flatMap(({ name, bookings }) => bookings.map(booking => ({ ...booking, room: name })))
  const over = past.map(({ _id: id, room, ...booking }) => ({ ...booking, id, room: room.name }))
  const outcomes = OUTCOMES.map(([bookingId, outcome, hoursAgo, reason]): Told => {
    const { holder, title, room, from, to } = [...live, ...over].find(({ id }) => id === bookingId)!
    return {
      to: holder.id,
      feature: 'room',
      title: ROOM_OUTCOME[outcome].title,
      text: outcomeText(title, room, slotWords(from, to), reason),
      at: new Date(+now - hoursAgo * HOUR),
      page: roomPages.mine,
    }
  })
  const from = new Date(+now + 6 * DAY)
  const freed = `「教研活动」${slotWords(from, new Date(+from + HOUR))}`
  const released: Told = {
    to: 'a-room',
    feature: 'room',
    title: RELEASED_TITLE,
    text: releasedText('综合楼二号会议室', [freed]),
    at: new Date(+now - 9 * HOUR),
    page: roomPages.rooms,
  }
  return [...outcomes, released]
}

/** People learn of the duties that groups and administrators gave them. */
function dutyMessages(now: Date): Told[] {
  const people = everybody()
  const granted = (to: string, at: Date, duties: Duty[]): Told => ({
    to,
    feature: 'directory',
    ...DIRECTORY_MESSAGES.granted(duties.map(duty => DUTIES[duty]).join('、'), '沈系明'),
    at,
    about: ['a-system'],
  })
  const byGroup = groups(now).flatMap(({ _id, members, changedAt }) =>
    members.map(id => {
      const { duties } = people.find(one => one._id === id)!
      return granted(
        id,
        changedAt,
        duties.filter(({ group }) => group === _id).map(({ duty }) => duty),
      )
    }),
  )
  const month = new Date(+now - 30 * DAY)
  return [
    ...byGroup,
    granted('a-college', month, ['directory.admin']),
    granted('a-room', month, ['room.admin']),
    granted('k-store', month, ['repair.keeper']),
    {
      ...granted('a-system', month, ['system.admin']),
      ...DIRECTORY_MESSAGES.granted(DUTIES['system.admin'], '云端控制台'),
      about: undefined,
    },
  ]
}

const offered = (now: Date): Told => ({
  to: VISITOR._id,
  feature: 'account',
  title: OFFER_MESSAGES.asked.title,
  text: OFFER_MESSAGES.asked.text('沈系明', '图书馆'),
  at: new Date(+now - 26 * HOUR),
  about: ['a-system'],
})
