import { type Feature, pagePath } from './feature'

export const message = {
  name: 'message',
  title: '消息',
  look: { icon: 'chat', colour: 'rose' },
  audit: { retry: '重新发送' },
  todos: { 'message.failures': '消息没有送达' },
  sections: [
    {
      title: '管理',
      order: 90,
      tiles: [
        {
          id: 'failures',
          icon: 'chat-error',
          text: '发送失败',
          page: pagePath('message/failures'),
          for: ['system.admin'],
          counts: ['message.failures'],
        },
      ],
    },
  ],
  questions: [{ text: '重发失败的消息', op: 'retry', place: false }],
} as const satisfies Feature
