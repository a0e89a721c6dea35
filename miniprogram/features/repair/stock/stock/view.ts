import { type MaterialView, MOVEMENT } from '../../../../contract/repair'
import { momentWords } from '../../../../ui/date-words'
import { wordsOf } from '../../tickets/view'

/** A material as the list shows it, with its movements in words. */
export interface Card {
  id: string
  name: string
  about: string
  isLow: boolean
  movements: { id: number; what: string; who: string; when: string }[]
}

const signed = (count: number): string => (count > 0 ? `+${count}` : String(count))

const toCard = (material: MaterialView, now: number): Card => {
  const { id, name, unit, stock, reserved, low, isLow, movements } = material
  return {
    id,
    name,
    isLow,
    about: `可用 ${stock - reserved} ${unit} · 架上 ${stock} · 预留 ${reserved} · 低于 ${low} 提醒`,
    movements: movements.map(({ at, by, kind, count, ticket, reason }, id) => ({
      id,
      what: `${MOVEMENT[kind]} ${kind === 'correct' ? signed(count) : count} ${unit}`,
      who: wordsOf(by, ticket && `工单 ${ticket}`, reason),
      when: momentWords(at, now),
    })),
  }
}

/** Materials that run short come first, the others stay in their order. */
export const arrange = (materials: MaterialView[], now: number): Card[] =>
  [...materials.filter(({ isLow }) => isLow), ...materials.filter(({ isLow }) => !isLow)].map(material =>
    toCard(material, now),
  )
