import { report } from '../errors'
import type { Router } from '../router'
import type { Theme } from '../theme'
import { audio } from './audio'
import { calendar } from './calendar'
import { choosing } from './choose'
import { cloud } from './cloud'
import { contacts } from './contacts'
import { device } from './device'
import { documents } from './documents'
import { feedback } from './feedback'
import { fileSystem } from './file-system'
import { location } from './location'
import { network } from './network'
import { pageApi } from './page'
import { permissions } from './permissions'
import { pictures } from './pictures'
import { privacy } from './privacy'
import { recorder } from './recorder'
import { routingApi } from './routing'
import { scanning } from './scan-code'
import { storage } from './storage'
import { subscribing } from './subscribe'
import { systemApi } from './system'

/** Makes the `wx` of this phone; reading a name it does not have is reported as a fault of the preview. */
export function createWx(router: Router, theme: Theme) {
  const wx = {
    ...audio,
    ...choosing,
    ...cloud,
    ...calendar,
    ...contacts,
    ...device,
    ...documents,
    ...feedback,
    ...fileSystem,
    ...location,
    ...network,
    ...pageApi(router),
    ...permissions,
    ...pictures,
    ...privacy,
    ...recorder,
    ...routingApi(router),
    ...scanning,
    ...storage,
    ...subscribing,
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
