import { report } from '../errors'
import type { Router } from '../router'
import type { Theme } from '../theme'
import { cloud } from './cloud'
import { device } from './device'
import { feedback } from './feedback'
import { network } from './network'
import { pageApi } from './page'
import { routingApi } from './routing'
import { storage } from './storage'
import { systemApi } from './system'

/** Makes the `wx` of this phone; reading a name it does not have is reported as a fault of the preview. */
export function createWx(router: Router, theme: Theme) {
  const wx = {
    ...cloud,
    ...device,
    ...feedback,
    ...network,
    ...pageApi(router),
    ...routingApi(router),
    ...storage,
    ...systemApi(theme, name => name in wx),
    env: { USER_DATA_PATH: 'wxfile://usr' },
  } as Record<string, unknown>
  return new Proxy(wx, {
    get(target, name, receiver) {
      if (typeof name === 'string' && !(name in target)) {
        report(new Error(`wx.${name} is not supported by the preview`))
      }
      return Reflect.get(target, name, receiver)
    },
  })
}
