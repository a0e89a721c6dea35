import { showModal } from '../overlays/modal'
import { showSheet, tick } from '../overlays/sheet'
import { asynchronous } from './call'

/** The words that ask for each scope; WeChat asks once. */
const QUESTIONS = {
  'scope.userLocation': '使用你的位置信息',
  'scope.record': '使用你的麦克风',
  'scope.writePhotosAlbum': '保存图片或视频到你的相册',
  'scope.addPhoneContact': '添加到你的通讯录',
  'scope.addPhoneCalendar': '添加到你的日历',
}

type Scope = keyof typeof QUESTIONS

/** The answers so far, which last until the phone is reloaded. */
const answers = new Map<Scope, boolean>()

const DENIED = 'auth deny'

/**
 * Asks for a permission the first time and keeps to the answer from then on; only the settings change it.
 * @throws Error `auth deny` when it was refused
 */
export async function permit(scope: Scope): Promise<void> {
  if (!answers.has(scope)) {
    const content = `小程序申请${QUESTIONS[scope]}`
    const { confirm } = await showModal({ content, confirmText: '允许', cancelText: '拒绝' })
    answers.set(scope, confirm)
  }
  if (!answers.get(scope)) throw new Error(DENIED)
}

/** Shows the answers and lets the user change them. */
export async function openSetting() {
  const lines = [...answers].map(([scope, allowed]) => ({ scope, ...tick(QUESTIONS[scope], allowed) }))
  await showSheet({ title: '设置', body: lines.map(({ row }) => row), confirmText: '完成' })
  for (const { scope, box } of lines) answers.set(scope, box.checked)
  return getSetting()
}

function getSetting() {
  return { authSetting: Object.fromEntries(answers) }
}

/** wx functions about permissions. */
export const permissions = {
  authorize: asynchronous('authorize', async ({ scope }: { scope: Scope }) => {
    if (!(scope in QUESTIONS)) throw new Error(`the scope ${scope} is not supported by the preview`)
    await permit(scope)
  }),
  getSetting: asynchronous('getSetting', getSetting),
  openSetting: asynchronous('openSetting', openSetting),
}
