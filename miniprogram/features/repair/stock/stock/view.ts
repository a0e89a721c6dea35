import { clockOf } from '../../../../contract/kernel/time'
import { type MaterialView, MOVEMENT } from '../../../../contract/repair'
import { dayWords } from '../../../../ui/date-words'

/** A material as the list shows it, with its movements in words. */
export interface Card {
  id: string
  name: string
  about: string
  isLow: boolean
  movements: { id: number; what: string; who: string; when: string }[]
}

const signed = (count: number): string => (count > 0 ? `+${count}` : String(count))

export const cardOf = (
  { id, name, unit, stock, reserved, low, isLow, movements }: MaterialView,
  now: number,
): Card => ({
  ...{ id, name, isLow },
  about: `可用 ${stock - reserved} ${unit} · 架上 ${stock} · 预留 ${reserved} · 低于 ${low} 提醒`,
  movements: movements.map(({ at, by, kind, count, ticket, reason }, id) => ({
    id,
    what: `${MOVEMENT[kind]} ${kind === 'correct' ? signed(count) : count} ${unit}`,
    who: [by, ticket && `工单 ${ticket}`, reason].filter(Boolean).join(' · '),
    when: `${dayWords(Date.parse(at), now)} ${clockOf(Date.parse(at))}`,
  })),
})

/** What runs short comes first, the rest as it stands. */
export const arranged = (materials: MaterialView[], now: number): Card[] =>
  [...materials.filter(({ isLow }) => isLow), ...materials.filter(({ isLow }) => !isLow)].map(one =>
    cardOf(one, now),
  )
