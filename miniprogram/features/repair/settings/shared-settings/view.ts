import type { SharedSettings } from '../../../../contract/repair'
import type { Faults } from '../../../../ui/form'
import { wordsIn } from '../../../../ui/typed'

/** The form as it is typed: addresses are text until they are sent. */
export interface Form {
  mails: string
  holidays: string[]
  workdays: string[]
  saved: SharedSettings
}

/** The fields that hold days. */
export type DaysField = 'holidays' | 'workdays'

export const formOf = (saved: SharedSettings): Form => ({
  mails: saved.mails.join('\n'),
  holidays: saved.holidays,
  workdays: saved.workdays,
  saved,
})

export const inputOf = ({ mails, holidays, workdays, saved }: Form) => ({
  version: saved.version,
  holidays,
  workdays,
  mails: wordsIn(mails),
})

export const isChanged = ({ mails, holidays, workdays, saved }: Form): boolean =>
  mails !== saved.mails.join('\n') ||
  String(holidays) !== String(saved.holidays) ||
  String(workdays) !== String(saved.workdays)

export const faultsOf = ({ holidays, workdays }: Form): Faults<Form> =>
  holidays.some(day => workdays.includes(day)) ? { workdays: '同一天不能既放假又上班，请检查' } : {}

/** The days with one more, in order, each once. */
export const withDay = (days: readonly string[], day: string): string[] => [...new Set([...days, day])].sort()
