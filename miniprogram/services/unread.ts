import { message } from '../contract/message'
import { client } from './cloud'

const messages = client(message)
/** Indexes in the tab bar. */
const TAB = { home: 0, messages: 1 } as const

function showBadge(index: number, count: number): void {
  const text = count > 99 ? '99+' : String(count)
  // WeChat refuses a badge while a page without tabs is on top; the next one with tabs counts again.
  const fail = () => {}
  if (count) wx.setTabBarBadge({ index, text, fail })
  else wx.removeTabBarBadge({ index, fail })
}

/** The unread messages as they were last counted. */
let unread = 0

/** Shows on the tabs how much waits and how many messages are unread. */
export function showCounts(counts: { todo?: number; unread: number }): void {
  unread = counts.unread
  if (counts.todo !== undefined) showBadge(TAB.home, counts.todo)
  showBadge(TAB.messages, unread)
}

/** Counts the unread messages, shows them on the tab, and answers them. */
export async function showUnread(): Promise<number> {
  const { count } = await messages.unread({})
  showCounts({ unread: count })
  return count
}

/** The page whose messages are being read. */
let reading = ''

/** Marks the messages that lead to a page as read, in the background; without unread ones nothing is asked. */
export async function readMessagesOf(page: string): Promise<void> {
  if (!unread || reading === page) return
  reading = page
  try {
    showCounts({ unread: (await messages.readPage({ page })).count })
  } catch {
    // They stay unread, and the list of messages still has them.
  } finally {
    reading = ''
  }
}
