import type { ThemeName } from '../manifest'

/** All that a reload keeps of one phone. */
export interface PhoneState {
  /** Persona id. */
  as: string
  /** `/pages/home/home?id=1`; the home page while it is empty. */
  page: string
  /** The system's theme unless the person chose one. */
  theme: ThemeName | ''
  large: boolean
}

export interface DeskState {
  phones: [PhoneState, PhoneState]
  /** The phone in front where there is room for one. */
  front: number
  /** The story under way and its step, from 0. */
  story: string
  step: number
}

/** Reads the address of the desk; a hash that opens a page, as a mini program code does, means the first phone. */
export function readAddress({ search, hash }: { search: string; hash: string }): DeskState {
  const query = new URLSearchParams(search)
  const phone = (number: number): PhoneState => ({
    as: query.get(`as${number}`) ?? '',
    page: query.get(`page${number}`) ?? '',
    theme: themeFrom(query.get(`theme${number}`)),
    large: query.has(`large${number}`),
  })
  const phones: DeskState['phones'] = [phone(1), phone(2)]
  if (hash.length > 1) phones[0].page = hash.slice(1)
  return {
    phones,
    front: query.get('phone') === '2' ? 1 : 0,
    story: query.get('story') ?? '',
    step: Math.max(0, (Number(query.get('step')) || 1) - 1),
  }
}

/** The query that {@link readAddress} reads the same from. */
export function formatAddress({ phones, front, story, step }: DeskState): string {
  const query = new URLSearchParams()
  for (const [index, { as, page, theme, large }] of phones.entries()) {
    const number = index + 1
    query.set(`as${number}`, as)
    if (page) query.set(`page${number}`, page)
    if (theme) query.set(`theme${number}`, theme)
    if (large) query.set(`large${number}`, '')
  }
  if (front) query.set('phone', String(front + 1))
  if (story) query.set('story', story)
  if (story && step) query.set('step', String(step + 1))
  return `?${query}`
}

const themeFrom = (text: string | null): ThemeName | '' => (text === 'dark' || text === 'light' ? text : '')
