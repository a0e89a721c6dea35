import type { Feature } from './feature'

/** Only the right to send exists so far, so that administrator groups can already grant it. */
export const notice = {
  name: 'notice',
  title: '通知公告',
  duties: { 'notice.sender': { title: '通知发送人' } },
  grants: { send: 'notice.sender' },
} as const satisfies Feature
