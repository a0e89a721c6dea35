import { subscribeTemplates } from '../../../../database-schema/subscribe-templates'
import { showSheet, tick } from '../overlays/sheet'
import { settings } from '../settings'
import { asynchronous } from './call'
import { tellCloud } from './local-cloud'

const MAX_TEMPLATES = 3

/** The local cloud's ids end in the purpose of the template; of others only the id is known. */
function titleOf(id: string): string {
  const found = Object.entries(subscribeTemplates).find(([purpose]) => id.endsWith(`-${purpose}`))
  return found?.[1].title ?? id
}

/** Resolves to `accept` or `reject` for each template; each `accept` is one message that may be sent. */
async function requestSubscribeMessage({ tmplIds }: { tmplIds: string[] }): Promise<Record<string, string>> {
  if (!navigator.userActivation.isActive) throw new Error('can only be invoked by user TAP gesture.')
  if (!tmplIds?.length) throw { errCode: 10001, errMsg: 'TmplIds is empty' }
  if (tmplIds.length > MAX_TEMPLATES) {
    throw { errCode: 20003, errMsg: 'Templates count out of max bounds' }
  }
  const lines = tmplIds.map(id => ({ id, ...tick(titleOf(id), true) }))
  const body = lines.map(({ row }) => row)
  const allowed = await showSheet({
    title: '小程序申请发送一次以下消息',
    body,
    confirmText: '允许',
    cancelText: '拒绝',
  })
  const accepted = lines.filter(({ box }) => allowed && box.checked).map(({ id }) => id)
  if (accepted.length > 0) await tellCloud('/local/consent', { as: settings.persona, templateIds: accepted })
  return Object.fromEntries(tmplIds.map(id => [id, accepted.includes(id) ? 'accept' : 'reject']))
}

export const subscribing = {
  requestSubscribeMessage: asynchronous('requestSubscribeMessage', requestSubscribeMessage),
}
