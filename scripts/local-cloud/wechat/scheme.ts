import { APP_ID } from '../functions/environment'
import { type Api, text, WeChatError } from './error'
import { hasPage } from './pages'

/** urlscheme.generate, answered with WeChat's plain form, which says where it leads. */
export const generateScheme: Api = ({ jump_wxa: jump }) => {
  const { path = 'pages/home/home', query = '' } = (jump ?? {}) as { path?: string; query?: string }
  if (!hasPage(path.replace(/^\//, ''))) throw new WeChatError(40165, 'invalid weapp pagepath')
  const link = new URL('weixin://dl/business/')
  link.searchParams.set('appid', APP_ID)
  link.searchParams.set('path', path)
  if (query) link.searchParams.set('query', text({ query }, 'query', 40097))
  return { json: { openlink: link.href } }
}
