import * as v from 'valibot'
import { clock, date, emailAddress, id, label, line, page, version, wholeNumber } from '../kernel/fields'
import { op, type Page } from '../kernel/rpc'
import { dispatcher, manager } from './shared'

export interface PlaceView {
  id: string
  campus: string
  building: string
  room: string
}

/** A building that has places. */
export interface BuildingView {
  campus: string
  building: string
  places: number
}

/** A place with the version that saving it needs. */
export interface PlaceSettings extends PlaceView {
  version: number
}

export interface CategoryView {
  id: string
  name: string
  /** Phone number for reports by telephone. */
  hotline?: string
  /** Hours of the hotline, as free text. */
  hours?: string
}

export interface WorkerView {
  id: string
  name: string
  number: string
  /** Lower-case beginnings of which find the worker: the name, its pinyin and initials, the number. */
  terms: string[]
  phone?: string
  skills: string[]
  campuses: string[]
  onDuty: boolean
  /** Number of open tickets. */
  load: number
  rating?: number
  /** Counts changes of skills, campuses and `onDuty`. */
  version: number
  /** Rank among the proposed workers, from 1; absent if not proposed. */
  proposed?: number
  /** Reasons for and against the proposal. */
  why: ('skill' | 'campus' | 'onDuty' | 'load' | 'gaveUp' | 'noSkill' | 'offDuty' | 'otherCampus')[]
}

export interface CategorySettings extends CategoryView {
  mails: string[]
  /** Escalation steps: after `hours` working hours without progress, `members` are notified; none = dispatchers. */
  ladder: { hours: number; members: string[] }[]
  opensAt: string
  closesAt: string
  days: number[]
  version: number
}

/** Settings of all categories: days besides the official ones, and addresses that get every mail (T-09). */
export interface SharedSettings {
  /** Days off whatever the weekday. */
  holidays: string[]
  /** Days of work whatever the weekday. */
  workdays: string[]
  mails: string[]
  version: number
}

export const settingsOperations = {
  categories: op<{ items: CategoryView[] }>()('joined', v.object({})),
  hotlines: op<{ items: (CategoryView & { hotline: string })[] }>()('joined', v.object({})),
  /** Places by campus, building and room; of one building, or found by text. */
  places: op<Page<PlaceSettings>>()(
    'joined',
    v.object({
      text: v.optional(line(1, 30)),
      of: v.optional(v.object({ campus: line(0, 20), building: label(30) })),
      page,
    }),
  ),
  /** The first 500 buildings, by campus and name. */
  buildings: op<{ items: BuildingView[] }>()('joined', v.object({})),
  /** All workers; with a ticket's `id` the proposed ones come first, with reasons. */
  workers: op<{ items: WorkerView[] }>()(
    dispatcher,
    v.object({
      id: v.optional(id),
      skill: v.optional(label(20)),
      campus: v.optional(label(20)),
      onDuty: v.optional(v.boolean()),
    }),
  ),
  settings: op<SharedSettings & { categories: CategorySettings[] }>()(manager, v.object({})),
  saveCategory: op<CategorySettings>()(
    manager,
    v.object({
      id: v.optional(id),
      version,
      name: label(20),
      hotline: v.optional(line(0, 20)),
      hours: v.optional(line(0, 40)),
      mails: v.optional(v.pipe(v.array(emailAddress), v.maxLength(20))),
      ladder: v.optional(
        v.pipe(
          v.array(v.object({ hours: wholeNumber(1, 720), members: v.pipe(v.array(id), v.maxLength(10)) })),
          v.maxLength(5),
        ),
      ),
      opensAt: v.optional(clock),
      closesAt: v.optional(clock),
      days: v.optional(v.pipe(v.array(wholeNumber(1, 7)), v.minLength(1), v.maxLength(7))),
      removed: v.optional(v.boolean()),
    }),
  ),
  /** `holidays` are days off on any weekday, `workdays` working days; `mails` receive the mail of every category (T-09). */
  saveSettings: op<SharedSettings>()(
    manager,
    v.object({
      version,
      holidays: v.pipe(v.array(date), v.maxLength(200)),
      workdays: v.optional(v.pipe(v.array(date), v.maxLength(200)), []),
      mails: v.pipe(v.array(emailAddress), v.maxLength(20)),
    }),
  ),
  savePlace: op<PlaceSettings>()(
    manager,
    v.object({
      id: v.optional(id),
      version,
      campus: label(20),
      building: label(30),
      room: line(0, 30),
    }),
  ),
  saveWorker: op<WorkerView>()(
    manager,
    v.object({
      id,
      version,
      skills: v.pipe(v.array(label(20)), v.maxLength(10)),
      campuses: v.pipe(v.array(label(20)), v.maxLength(5)),
      onDuty: v.boolean(),
    }),
  ),
  /** Printable mini program codes, as URLs that expire. */
  placeCodes: op<{ items: { id: string; name: string; code: string }[] }>()(
    manager,
    v.object({ ids: v.pipe(v.array(id), v.minLength(1), v.maxLength(20)) }),
  ),
  /** Addresses that would receive the mail about a report of this category, with the setting that lists them. */
  mailPreview: op<{ items: { mail: string; because: 'category' | 'every' }[] }>()(
    manager,
    v.object({ categoryId: id }),
  ),
} as const
