import { refuse } from '#contract/kernel/errors'
import { minutesOf } from '#contract/kernel/time'
import type { CategorySettings, CategoryView, repair, SharedSettings } from '#contract/repair'
import type { AuditFacts } from '../../kernel/audit'
import { create, type New, revise } from '../../kernel/revise'
import type { Handlers } from '../../kernel/serve'
import type { Category, Settings } from '../model'
import { categories, repairSettings } from '../tables'
import { reviewEscalations } from '../tickets/escalate'
import { SETTINGS } from '../tickets/store'

/** More than any institution has. */
const MAX_CATEGORIES = 100

/** Defaults of a new category. */
const DEFAULTS = {
  hotline: '',
  hours: '',
  mails: [],
  ladder: [],
  removed: false,
  opensAt: '08:00',
  closesAt: '18:00',
  days: [1, 2, 3, 4, 5],
}

/** Fields that decide when a ticket escalates. */
const RULES = ['ladder', 'opensAt', 'closesAt', 'days'] as const

/** Categories in use, in order. */
const activeCategories = (): Promise<Category[]> =>
  categories.aggregate(MAX_CATEGORIES, pipeline =>
    pipeline.match({ removed: false }).sort({ order: 1, _id: 1 }).limit(MAX_CATEGORIES),
  )

const view = ({ _id: id, name, hotline, hours }: Category): CategoryView => ({
  id,
  name,
  ...(hotline && { hotline }),
  ...(hours && { hours }),
})

const settingsView = (category: Category): CategorySettings => {
  const { mails, ladder, opensAt, closesAt, days, version } = category
  return { ...view(category), mails, ladder, opensAt, closesAt, days, version }
}

const sharedView = ({ holidays, workdays = [], mails, version }: Settings): SharedSettings => ({
  holidays,
  workdays,
  mails,
  version,
})

const loadSettings = async (): Promise<Settings> =>
  (await repairSettings.first({ _id: SETTINGS._id })) ?? SETTINGS

/** Each day once, in order; a day off cannot be a day of work. */
function sortedDays({ holidays, workdays }: Pick<SharedSettings, 'holidays' | 'workdays'>) {
  if (workdays.some(day => holidays.includes(day))) refuse('INVALID_INPUT', { field: 'workdays' })
  const sorted = (days: string[]) => [...new Set(days)].sort()
  return { holidays: sorted(holidays), workdays: sorted(workdays) }
}

/** Hours in which nothing can be done would stop the clock for good. */
function checkCategory({ opensAt, closesAt, ladder }: New<Category>): void {
  if (minutesOf(opensAt) >= minutesOf(closesAt)) refuse('INVALID_INPUT', { field: 'closesAt' })
  if (ladder.some(({ hours }, i) => i > 0 && hours <= ladder[i - 1]!.hours))
    refuse('INVALID_INPUT', { field: 'ladder' })
}

const auditFields = ({ name, hotline, mails, opensAt, closesAt, removed }: New<Category>) => ({
  name,
  hotline,
  mails: mails.join(' '),
  hours: `${opensAt}-${closesAt}`,
  removed: String(removed),
})

const auditOf = (after: New<Category>, before?: Category): AuditFacts => ({
  action: 'saveCategory',
  departments: [],
  target: { kind: 'category', id: after._id, name: after.name },
  ...(before && { before: auditFields(before) }),
  after: auditFields(after),
})

const loadCategory = async (id: string): Promise<Category> =>
  (await categories.first({ _id: id })) ?? refuse('NOT_FOUND', { field: 'id' })

export const categoryHandlers: Pick<
  Handlers<typeof repair>,
  'categories' | 'hotlines' | 'settings' | 'saveCategory' | 'saveSettings' | 'mailPreview'
> = {
  categories: async () => ({ items: (await activeCategories()).map(view) }),

  hotlines: async () => ({
    items: (await activeCategories())
      .filter(({ hotline }) => hotline)
      .map(one => ({ ...view(one), hotline: one.hotline })),
  }),

  async settings() {
    const [all, shared] = await Promise.all([activeCategories(), loadSettings()])
    return { ...sharedView(shared), categories: all.map(settingsView) }
  },

  /** Fields that are left out stay; a new category comes last. */
  async saveCategory({ id, version, ...draft }, context) {
    if (!id) {
      const row = { _id: context.newId(), ...DEFAULTS, ...draft, order: +context.now }
      checkCategory(row)
      return settingsView(await create(categories, context, 'saveCategory', { row, audit: auditOf(row) }))
    }
    const saved = await revise(categories, context, {
      op: 'saveCategory',
      seen: version,
      load: () => loadCategory(id),
      decide(before) {
        const after = { ...before, ...draft }
        checkCategory(after)
        return { set: draft, audit: auditOf(after, before) }
      },
      view: settingsView,
    })
    if (RULES.some(field => field in draft)) await reviewEscalations(id)
    return settingsView(saved)
  },

  async saveSettings({ version, mails, ...days }, context) {
    const set = { ...sortedDays(days), mails: [...new Set(mails)] }
    const audit: AuditFacts = {
      action: 'saveRepairSettings',
      departments: [],
      target: { kind: 'settings', id: SETTINGS._id, name: '' },
      after: Object.fromEntries(Object.entries(set).map(([name, all]) => [name, all.join(' ')])),
    }
    const saved = await revise(repairSettings, context, {
      op: 'saveSettings',
      seen: version,
      load: loadSettings,
      decide: () => ({ set, audit }),
      view: sharedView,
    })
    await reviewEscalations()
    return sharedView(saved)
  },

  /** T-08, T-09: the addresses of the category, and those that get the mails of every category. */
  async mailPreview({ categoryId }) {
    const [category, { mails: every }] = await Promise.all([loadCategory(categoryId), loadSettings()])
    const own = category.mails.filter(mail => !every.includes(mail))
    return {
      items: [
        ...own.map(mail => ({ mail, because: 'category' as const })),
        ...every.map(mail => ({ mail, because: 'every' as const })),
      ],
    }
  },
}
