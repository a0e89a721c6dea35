import { showModal } from '../overlays/modal'
import { showToast } from '../overlays/toast'
import { asynchronous } from './call'
import { covered } from './privacy'

let clipboard = ''

/** wx functions of the phone itself: calls, clipboard, vibration. */
export const device = {
  makePhoneCall: asynchronous('makePhoneCall', async ({ phoneNumber }: { phoneNumber: string }) => {
    const { confirm } = await showModal({ content: `拨打 ${phoneNumber}`, confirmText: '呼叫' })
    if (!confirm) throw new Error('cancel')
  }),
  /** The clipboard of this phone, not the computer's: two phones on one screen do not share theirs. */
  setClipboardData: covered('setClipboardData', ({ data }: { data: string }) => {
    clipboard = data
    showToast({ title: '内容已复制', icon: 'none' })
    return {}
  }),
  getClipboardData: covered('getClipboardData', () => ({ data: clipboard })),
  vibrateShort: asynchronous('vibrateShort', () => {}),
  hideKeyboard: asynchronous('hideKeyboard', () => (document.activeElement as HTMLElement | null)?.blur()),
}
