import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import { minutesOf } from '#contract/kernel/time'
import type { CategorySettings, CategoryView, RepairSettings, repair } from '#contract/repair'
import { auditEntry, withAudit } from '../../kernel/audit'
import { _ } from '../../kernel/data/cloud'
import { table } from '../../kernel/data/table'
import { operationKey } from '../../kernel/idempotency'
import type { Context, Handlers } from '../../kernel/serve'
import type { Category, Settings } from '../model'

const categories = table<Category>('repair_categories')
const settings = table<Settings>('repair_settings')
const SETTINGS = { _id: 'settings' } as const
/** More than any institution has. */
const MOST = 100

/** What a new category has unless somebody says otherwise. */
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

/** Those in use, in order. */
const activeCategories = (): Promise<Category[]> =>
  categories.aggregate(MOST, pipeline =>
    pipeline.match({ removed: false }).sort({ order: 1, _id: 1 }).limit(MOST),
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

type Draft = Omit<Input<(typeof repair)['ops']['saveCategory']>, 'id' | 'version'>

const commonView = (common: Partial<RepairSettings> | null): RepairSettings => {
  const { holidays = [], workdays = [], mails = [] } = common ?? {}
  return { holidays, workdays, mails }
}

/** Each day once, in order; a day off cannot be a day of work. */
function sortedDays({ holidays, workdays }: Pick<RepairSettings, 'holidays' | 'workdays'>) {
  if (workdays.some(day => holidays.includes(day))) refuse('INVALID_INPUT', { field: 'workdays' })
  const sorted = (days: string[]) => [...new Set(days)].sort()
  return { holidays: sorted(holidays), workdays: sorted(workdays) }
}

/** Hours in which nothing can be done would stop the clock for good. */
function checkCategory({ opensAt, closesAt, ladder }: Category): void {
  if (minutesOf(opensAt) >= minutesOf(closesAt)) refuse('INVALID_INPUT', { field: 'closesAt' })
  if (ladder.some(({ hours }, i) => i > 0 && hours <= ladder[i - 1]!.hours))
    refuse('INVALID_INPUT', { field: 'ladder' })
}

const auditFields = ({ name, hotline, mails, opensAt, closesAt, removed }: Category) => ({
  name,
  hotline,
  mails: mails.join(' '),
  hours: `${opensAt}-${closesAt}`,
  removed: String(removed),
})

const auditOf = ({ actor, now, newId }: Context, after: Category, before?: Category) =>
  auditEntry(actor, {
    id: newId(),
    at: now,
    action: 'saveCategory',
    departments: [],
    target: { kind: 'category', id: after._id, name: after.name },
    ...(before && { before: auditFields(before) }),
    after: auditFields(after),
  })

/** The new one stands behind all others. */
async function create(draft: Draft, lastKey: string, context: Context): Promise<CategorySettings> {
  const { now, newId } = context
  const category: Category = { _id: newId(), ...DEFAULTS, ...draft, order: +now, version: 1, lastKey }
  checkCategory(category)
  await categories.add({ ...category, audit: [auditOf(context, category)] })
  return settingsView(category)
}

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
    const [all, common] = await Promise.all([activeCategories(), settings.first(SETTINGS)])
    return { categories: all.map(settingsView), ...commonView(common) }
  },

  /** What is left out stays; who has not seen the latest version gets CONFLICT. */
  async saveCategory({ id, version, ...draft }, context) {
    const lastKey = operationKey('saveCategory', context.key)
    if (!id) return create(draft, lastKey, context)
    const before = await loadCategory(id)
    if (lastKey && before.lastKey === lastKey) return settingsView(before)
    if (version !== undefined && version !== before.version) refuse('CONFLICT')
    const after: Category = { ...before, ...draft, lastKey, version: before.version + 1 }
    checkCategory(after)
    const { mails, ladder, days } = after
    const lists = { mails: _.set(mails), ladder: _.set(ladder), days: _.set(days) }
    const change = { ...draft, ...lists, lastKey, version: after.version }
    if (
      await categories.update(
        { _id: id, version: before.version },
        { ...change, ...withAudit(auditOf(context, after, before)) },
      )
    )
      return settingsView(after)
    const won = await loadCategory(id)
    return lastKey && won.lastKey === lastKey ? settingsView(won) : refuse('CONFLICT')
  },

  async saveSettings({ mails, ...days }, { actor, now, key, newId }) {
    const lastKey = operationKey('saveSettings', key)
    const facts: RepairSettings = { ...sortedDays(days), mails: [...new Set(mails)] }
    const audit = auditEntry(actor, {
      id: newId(),
      at: now,
      action: 'saveRepairSettings',
      departments: [],
      target: { kind: 'settings', id: SETTINGS._id, name: '' },
      after: Object.fromEntries(Object.entries(facts).map(([name, all]) => [name, all.join(' ')])),
    })
    const save = () =>
      settings.update(
        { ...SETTINGS, lastKey: _.neq(lastKey || null) },
        {
          ...Object.fromEntries(Object.entries(facts).map(([name, all]) => [name, _.set(all)])),
          lastKey,
          version: _.inc(1),
          ...withAudit(audit),
        },
      )
    // Where nothing changes, this very press has made it so, or there are no settings yet.
    if (!(await save())) await settings.add({ ...SETTINGS, ...facts, version: 1, lastKey, audit: [audit] })
    return facts
  },

  /** T-08, T-09: the addresses of the category, and those that get the mails of every category. */
  async mailPreview({ categoryId }) {
    const [category, common] = await Promise.all([loadCategory(categoryId), settings.first(SETTINGS)])
    const every = common?.mails ?? []
    const own = category.mails.filter(mail => !every.includes(mail))
    return {
      items: [
        ...own.map(mail => ({ mail, because: 'category' as const })),
        ...every.map(mail => ({ mail, because: 'every' as const })),
      ],
    }
  },
}
