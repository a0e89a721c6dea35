import { message } from '../contract/message'
import { client } from './cloud'

const messages = client(message)
/** Index of the messages' tab in the tab bar. */
const TAB = 1

/** Shows on the tab how many messages are unread, and answers it. */
export async function showUnread(): Promise<number> {
  const { count } = await messages.unread({})
  const text = count > 99 ? '99+' : String(count)
  // WeChat refuses a badge while a page without tabs is on top; the next one with tabs counts again.
  const fail = () => {}
  if (count) wx.setTabBarBadge({ index: TAB, text, fail })
  else wx.removeTabBarBadge({ index: TAB, fail })
  return count
}
