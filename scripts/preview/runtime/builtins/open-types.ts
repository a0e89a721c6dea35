import { tellCloud } from '../api/local-cloud'
import { openSetting } from '../api/permissions'
import { agreeToPrivacy } from '../api/privacy'
import { shareCurrentPage } from '../api/share'
import { report } from '../errors'
import { keepTemporary } from '../files'
import { chooseFiles } from '../overlays/choose-files'
import { showModal } from '../overlays/modal'
import { settings } from '../settings'
import type { Builtin } from './builtin'

type OpenType = (button: Builtin) => Promise<void> | void

/** The effects of a press beyond the tap, by `open-type`. */
const OPEN_TYPES: Record<string, OpenType> = {
  '': () => {},
  contact: () => {},
  feedback: () => {},
  share: ({ node }) => shareCurrentPage({ id: node.id, dataset: node.dataset }),
  agreePrivacyAuthorization(button) {
    agreeToPrivacy()
    button.emit('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
  },
  async openSetting(button) {
    button.emit('opensetting', { ...(await openSetting()), errMsg: 'openSetting:ok' })
  },
  getPhoneNumber,
  chooseAvatar,
}

/** Performs the open types of a button; several are joined by `|`. */
export async function open(openType: string, button: Builtin): Promise<void> {
  for (const name of openType.split('|')) {
    const act = OPEN_TYPES[name]
    if (act) await act(button)
    else report(new Error(`<button open-type="${name}"> is not supported by the preview`))
  }
}

async function getPhoneNumber(button: Builtin): Promise<void> {
  const content = '小程序申请获取并验证你的手机号'
  const { confirm } = await showModal({ content, confirmText: '允许', cancelText: '拒绝' })
  button.emit('getphonenumber', confirm ? await phoneCode() : { errMsg: 'getPhoneNumber:fail user deny' })
}

async function phoneCode(): Promise<object> {
  try {
    const { code, cloudID } = await tellCloud('/local/phone-code', { as: settings.persona })
    return { code, cloudID, errMsg: 'getPhoneNumber:ok' }
  } catch (error) {
    return { errMsg: `getPhoneNumber:fail ${(error as Error).message}` }
  }
}

/** The page is not told when the user leaves without a picture, as in WeChat. */
async function chooseAvatar(button: Builtin): Promise<void> {
  try {
    const [file] = await chooseFiles({ accept: 'image/*', count: 1 })
    button.emit('chooseavatar', { avatarUrl: keepTemporary(file!, file!.name) })
  } catch (error) {
    if ((error as Error).message !== 'cancel') throw error
  }
}
