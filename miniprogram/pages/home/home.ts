import type { Me } from '../../contract/account'
import { accountPages } from '../../contract/features/account'
import { todoPages } from '../../contract/features/todo'
import { type TodoOverview, type TodoView, todo } from '../../contract/todo'
import { client } from '../../services/cloud'
import { forgetMe, knownMe, me, refreshMe } from '../../services/session'
import { isSettled, markSettled } from '../../services/settled'
import { showCounts } from '../../services/unread'
import { autoRefresh } from '../../ui/auto-refresh'
import { postponeRefresh } from '../../ui/latest-result'
import { loadPage } from '../../ui/load-page'
import { explain } from '../../ui/phase'
import { todoPage } from '../../ui/todo-page'
import {
  erasingWords,
  greeting,
  type Part,
  partsOf,
  reserves,
  type Standing,
  sectionsFor,
  standing,
  today,
  withoutTodos,
} from './view'

const todos = client(todo)

interface HomeData {
  standing: Standing | null
  reserves: boolean
}

/** The menu needs the person alone, so that it stands before the answer of what waits. */
function menuOf(person: Me) {
  const now = Date.now()
  const outside = standing(person)
  return {
    greeting: greeting(person.name, now),
    today: today(now),
    standing: outside,
    erasing: erasingWords(person, now),
    reserves: reserves(person),
    groups: outside ? [] : sectionsFor(person),
  }
}

function workOf(person: Me, found: TodoOverview) {
  const overview = withoutTodos(found, isSettled)
  showCounts({ todo: overview.counts.todo, unread: overview.unread })
  return {
    overview: found,
    shown: [...overview.todos, ...overview.waiting, ...overview.agenda],
    parts: partsOf(overview, Date.now()),
    groups: sectionsFor(person, overview.counts.byKind),
  }
}

/** Asks at once for what waits, where the phone knows the person; a person may have been let in meanwhile. */
async function fetchHome({ standing: before, reserves: isMember }: HomeData) {
  const early = knownMe()?.state === 'active' ? todos.overview({}) : undefined
  early?.catch(() => {})
  const person = await (before || !isMember ? refreshMe : me)()
  const menu = menuOf(person)
  if (menu.standing) return { ...menu, parts: [], shown: [], failure: null }
  return { ...menu, ...workOf(person, await (early ?? todos.overview({}))), failure: null }
}

const page = loadPage<HomeData>(fetchHome, fetchHome, error => ({ phase: 'failed', failure: explain(error) }))

Page({
  ...page,
  ...autoRefresh,
  ...todoPage,
  data: {
    ...page.data,
    ...todoPage.data,
    greeting: '',
    today: '',
    standing: null as Standing | null,
    reserves: true,
    erasing: '',
    privacy: accountPages.privacy,
    groups: [] as ReturnType<typeof sectionsFor>,
    overview: null as TodoOverview | null,
    parts: [] as Part[],
  },

  /** The menu stands before the server answers, and without a network. */
  onLoad() {
    const known = knownMe()
    if (known) this.setData(menuOf(known))
  },

  async onPullDownRefresh() {
    forgetMe()
    await page.onPullDownRefresh.call(this)
  },

  async settle(id: string) {
    const { overview, shown, phase } = this.data
    const found = shown.find((item: TodoView) => item.id === id)
    const known = knownMe()
    if (!overview || !found || !known) return
    markSettled(found)
    this.setData(workOf(known, overview))
    if (phase === 'sending') postponeRefresh(this)
    else await this.refresh()
  },

  async open(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },

  async openBox(event: WechatMiniprogram.TouchEvent) {
    await wx.navigateTo({ url: todoPages.list(event.currentTarget.dataset.box as string) })
  },

  async join() {
    await wx.navigateTo({ url: accountPages.join })
  },
})
