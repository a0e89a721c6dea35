import type { Page } from '../contract/kernel/rpc'
import { showLatest } from './latest-result'
import { listPage } from './list-page'
import type { Failure, Phase } from './phase'

/** Milliseconds that typing has to rest before the search. */
const REST = 300

const timers = new WeakMap<object, ReturnType<typeof setTimeout>>()

/** Runs once the typing on a page or component rests; each letter begins the rest anew. */
function afterTyping(owner: object, run: () => unknown): void {
  stopTyping(owner)
  timers.set(
    owner,
    setTimeout(() => void run(), REST),
  )
}

export function stopTyping(owner: object): void {
  const timer = timers.get(owner)
  if (timer !== undefined) clearTimeout(timer)
}

interface Typing {
  detail: { value: string }
}

interface SearchSpec<T, Filters extends object> {
  fetch(page: { after?: string }, criteria: Filters & { text: string }): Promise<Page<T>>
  /** The filters to begin with. */
  filters?: Filters
  /** Data to set beside the items, made of all that were read so far. */
  arrange?(items: T[]): object
  /** Data to set that is asked for together with the beginning of the list. */
  beside?(criteria: Filters & { text: string }): Promise<object>
  /** Whether the list stays empty, and is not refreshed, while no text is typed. */
  emptyUntilTyped?: boolean
  /** The data to set when a search failed; without it the page explains the failure. */
  failed?(error: unknown): object
}

interface SearchPage<T, Filters> {
  data: { phase: Phase; items: T[]; next: string; text: string } & Filters
  setData(change: object): void
  appear(): Promise<void>
  load(): Promise<void>
  applyFilters(change: Partial<Filters & { text: string }>): Promise<void>
}

/**
 * A list page with a search field and filters: `Page({ ...search, data: { ...search.data, … } })`. The field is bound to
 * `onSearch`; the page narrows its list with `this.applyFilters({ … })`.
 */
export const searchList = <T, Filters extends object = object>(spec: SearchSpec<T, Filters>) => {
  type Criteria = Filters & { text: string }
  const list = listPage<T, Criteria>(spec.fetch, spec.arrange, spec.beside, spec.failed)
  const isIdle = ({ text }: { text: string }) => Boolean(spec.emptyUntilTyped) && !text
  const nothing = async () => ({ items: [] as T[], next: '', ...spec.arrange?.([]) })
  return {
    ...list,
    data: {
      ...list.data,
      phase: (spec.emptyUntilTyped ? 'ready' : 'loading') as Phase,
      text: '',
      ...(spec.filters as Filters),
    },

    async onShow(this: SearchPage<T, Filters>) {
      if (!spec.emptyUntilTyped) await this.appear()
    },

    onUnload() {
      stopTyping(this)
    },

    onSearch(this: SearchPage<T, Filters>, { detail }: Typing) {
      this.setData({ text: detail.value.trim() })
      afterTyping(this, () => this.applyFilters({}))
    },

    async applyFilters(this: SearchPage<T, Filters>, change: Partial<Criteria>) {
      this.setData(change)
      if (!isIdle(this.data)) this.setData({ phase: 'loading' })
      await this.load()
    },

    async load(this: SearchPage<T, Filters>) {
      if (isIdle(this.data)) await showLatest(this, nothing())
      else await list.load.call(this as never)
    },
  }
}

interface SearchBox<T> {
  data: { text: string; phase: Phase; results: T[] }
  setData(change: object): void
  search(): Promise<void>
}

/**
 * The search of a component, without further pages: `Component({ data: { ...box.data }, lifetimes: box.lifetimes,
 * methods: { ...box.methods } })`. The field is bound to `onSearch`; its results stand in `results`.
 * @param emptyUntilTyped nothing is searched while nothing is typed
 */
export const searchBox = <T>(find: (text: string) => Promise<T[]>, emptyUntilTyped = false) => ({
  data: {
    text: '',
    phase: 'ready' as Phase,
    failure: null as Failure | null,
    results: [] as T[],
  },
  lifetimes: {
    detached() {
      stopTyping(this)
    },
  },
  methods: {
    onSearch(this: SearchBox<T>, { detail }: Typing) {
      this.setData({ text: detail.value.trim() })
      afterTyping(this, () => this.search())
    },

    async search(this: SearchBox<T>) {
      const { text } = this.data
      const isIdle = emptyUntilTyped && !text
      if (!isIdle) this.setData({ phase: 'loading' })
      await showLatest(
        this,
        (isIdle ? Promise.resolve([]) : find(text)).then(results => ({ results })),
      )
    },
  },
})
