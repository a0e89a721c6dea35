import { element } from '../dom'
import { showSheet } from '../overlays/sheet'
import { settings } from '../settings'
import { asynchronous } from './call'

const CONTRACT = '《小程序隐私保护指引》'
const KEY = `weoffice-privacy/${settings.persona}`
const REFUSED = { errMsg: 'privacy permission is not authorized', errno: 104 }

type Event = 'exposureAuthorization' | 'agree' | 'disagree'
type Resolve = (answer: { event: Event; buttonId?: string }) => void
type Listener = (resolve: Resolve, info: { referrer: string }) => void

let listener: Listener | undefined

const isAgreed = (): boolean => localStorage.getItem(KEY) === 'agreed'

/** Records the consent of `<button open-type="agreePrivacyAuthorization">`. */
export function agreeToPrivacy(): void {
  localStorage.setItem(KEY, 'agreed')
}

/** Asks through the mini program's own dialogue if it has one, else through WeChat's. */
async function requirePrivacyAuthorize(referrer = 'requirePrivacyAuthorize'): Promise<void> {
  if (isAgreed()) return
  const agreed = listener ? await askThrough(listener, referrer) : await askOurselves()
  if (!agreed) throw REFUSED
  agreeToPrivacy()
}

/**
 * Asks for consent before a function that the contract covers. Without a dialogue of the mini program's own there is
 * nothing of ours to test, so the preview does not ask.
 * @throws errno 104 when it was refused
 */
export async function askPrivacy(referrer: string): Promise<void> {
  if (listener) await requirePrivacyAuthorize(referrer)
}

/** Makes an asynchronous function of `wx` that the contract covers. */
export function covered<O extends object>(name: string, run: (options: O) => unknown) {
  return asynchronous<O>(name, async options => {
    await askPrivacy(name)
    return run(options)
  })
}

function askThrough(ask: Listener, referrer: string): Promise<boolean> {
  return new Promise(resolve => {
    const answer: Resolve = ({ event }) => {
      if (event !== 'exposureAuthorization') resolve(event === 'agree')
    }
    ask(answer, { referrer })
  })
}

function askOurselves(): Promise<boolean> {
  const note = element('p', 'wx-sheet-note', `使用前请阅读并同意${CONTRACT}`)
  return showSheet({ title: '隐私保护提示', body: [note], confirmText: '同意', cancelText: '拒绝' })
}

/** wx functions about the privacy contract; consent outlives a reload, as on a phone. */
export const privacy = {
  getPrivacySetting: asynchronous('getPrivacySetting', () => ({
    needAuthorization: !isAgreed(),
    privacyContractName: CONTRACT,
  })),
  requirePrivacyAuthorize: asynchronous('requirePrivacyAuthorize', () => requirePrivacyAuthorize()),
  openPrivacyContract: asynchronous('openPrivacyContract', () => {
    const note = element('p', 'wx-sheet-note', '这里显示在微信公众平台填写的隐私保护指引。')
    void showSheet({ title: CONTRACT, body: [note], confirmText: '关闭' })
  }),
  onNeedPrivacyAuthorization: (given: Listener) => {
    listener = given
  },
}
