import { pagePath } from '#contract/features/feature'
import type { Story } from './story'

const find = pagePath('room/search/find')

export const roomStories: Story[] = [
  {
    id: 'race',
    title: '林知微和苏青禾抢同一间会议室',
    about: '两个人要同一间、同一时段：先到先得，后到的马上看到别的选择。',
    steps: [
      {
        phones: [
          { as: 't-lin', page: find },
          { as: 't-su', page: find },
        ],
        on: 0,
        say: '左边是林知微：选明天一段空闲的时间，停在确认这一步，先不要预订。',
      },
      {
        on: 1,
        say: '右边是苏青禾：选同一间、同一时段，订下来。她先到。',
        until: ['room.reserve'],
      },
      {
        on: 0,
        say: '回到林知微：现在预订。时段已经被占，手机会列出相近的空闲时段，选一个再订。',
        until: ['room.reserve'],
      },
    ],
  },
  {
    id: 'approval',
    title: '苏青禾申请报告厅 → 方既白审批',
    about: '报告厅要审批：申请人等结果，管理员一点就定。',
    steps: [
      {
        phones: [
          { as: 't-su', page: find },
          { as: 'a-room', page: pagePath('room/reservations/approvals') },
        ],
        on: 0,
        say: '左边是苏青禾：预订“明德楼报告厅”，写上主题，提交申请。',
        until: ['room.reserve'],
      },
      {
        on: 1,
        say: '右边是会务管理员方既白：申请已经在这里，点“通过”。',
        until: ['room.approve', 'room.refuse'],
      },
      {
        phones: [{ as: 't-su', page: '/pages/messages/messages' }],
        on: 0,
        say: '苏青禾的消息里有了结果。右上角的“发件箱”里是同时发出的短信和微信通知。',
      },
    ],
  },
]
