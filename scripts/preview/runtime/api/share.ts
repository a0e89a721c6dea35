import { fact, showSheet } from '../overlays/sheet'

interface ShareMessage {
  title?: string
  path?: string
  imageUrl?: string
}

interface SharingPage {
  route: string
  options: Record<string, string>
  onShareAppMessage?(from: object): (ShareMessage & { promise?: Promise<ShareMessage> }) | undefined
}

/** Shows what `<button open-type="share">` would send to a friend: the page's own words, or its title and address. */
export async function shareCurrentPage(target: object): Promise<void> {
  const page = getCurrentPages().at(-1) as SharingPage
  const own = page.onShareAppMessage?.({ from: 'button', target })
  const message = (await own?.promise) ?? own ?? {}
  const title = message.title ?? document.title
  const path = message.path ?? location.hash.slice(2)
  const body = [fact('标题', title), fact('页面', path)]
  await showSheet({ title: '转发给朋友', body, confirmText: '发送', cancelText: '取消' })
}
