import { collectionsView } from './collections'
import { documentsView } from './documents'
import { actionButton, h } from './dom'
import { faultsView } from './faults'
import { filesView } from './files'
import { functionView } from './function'
import { functionsView } from './functions'
import { type IconName, icon } from './icons'
import { outboxView } from './outbox'
import { overviewView } from './overview'
import { peopleView } from './people-view'
import type { Place, Reload, View } from './view'

interface Section {
  words: string
  icon: IconName
  list: View
  /** The page of one item in the list. */
  detail?: View
}

const SECTIONS: Record<string, Section> = {
  '': { words: '概览', icon: 'overview', list: overviewView },
  database: { words: '数据库', icon: 'database', list: collectionsView, detail: documentsView },
  functions: { words: '云函数', icon: 'functions', list: functionsView, detail: functionView },
  outbox: { words: '发件箱', icon: 'outbox', list: outboxView },
  files: { words: '存储', icon: 'files', list: filesView },
  faults: { words: '故障', icon: 'faults', list: faultsView },
  people: { words: '身份', icon: 'people', list: peopleView },
}

/** Shows the page that the address names, now and whenever it changes. */
export function startNavigation(): void {
  addEventListener('hashchange', () => void show(true))
  void show(false)
}

/** Draws the page again from the same address. */
const reload: Reload = () => show(false)

let shown = 0

async function show(moved: boolean): Promise<void> {
  const place = placeOf(location.hash)
  const section = SECTIONS[place.section] ?? SECTIONS['']!
  drawNavigation(section)
  document.title = `${place.name || section.words} · 云控制台`
  const main = document.getElementById('main')!
  const mine = ++shown
  if (moved) main.replaceChildren(h('p', { class: 'state', 'aria-busy': 'true' }, '正在读取…'))
  const content = await (place.name && section.detail ? section.detail : section.list)(place, reload).catch(
    failed,
  )
  // A page that loads more slowly than the user moves on must not replace the newer one.
  if (mine !== shown) return
  main.replaceChildren(...content)
  // The header stays in sight, and the page begins at its top.
  if (moved) {
    main.focus({ preventScroll: true })
    scrollTo(0, 0)
  }
}

function failed(error: Error): Node[] {
  return [
    h(
      'div',
      { class: 'state', role: 'alert' },
      h('p', {}, error.message),
      actionButton('再试一次', 'primary', reload),
    ),
  ]
}

function placeOf(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [section = '', name = ''] = path.split('/').map(decodeURIComponent)
  return { section, name, query: new URLSearchParams(query) }
}

function drawNavigation(current: Section): void {
  const links = Object.entries(SECTIONS).map(([path, section]) =>
    h(
      'a',
      { href: `#/${path}`, 'aria-current': section === current && 'page' },
      icon(section.icon),
      h('span', {}, section.words),
    ),
  )
  document.getElementById('navigation')!.replaceChildren(...links)
}
