import type { Pages } from '../journeys/view'
import { aMessage, leave, tick } from '../make/messages'
import { pages as todo } from '../todo/pages'

export const pages: Pages = {
  views: {
    'pages/home/home': [
      { as: 't-lin', shows: 'feature-find' },
      { as: 'a-repair', state: 'mending', shows: 'feature-board' },
      { as: 'a-system', state: 'administering', shows: 'feature-admin' },
      { as: 'a-room', state: 'rooms', shows: 'feature-approvals' },
      { as: 't-su', state: 'busy', shows: 'part-todo' },
      { as: 'm-17', state: 'erasing', shows: 'home-erasing' },
      { as: 'outside', state: 'outside', shows: 'home-join' },
      { as: 'stranger', state: 'stranger', shows: 'home-join' },
      { as: 'f-frozen', state: 'frozen', shows: 'state-empty' },
    ],
    'pages/messages/messages': [
      { as: 't-lin', shows: 'messages-read-all' },
      { as: 'm-20', state: 'empty', shows: 'state-empty' },
    ],
    'pages/contacts/contacts': [
      { as: 't-lin', shows: 'contacts-browse' },
      { as: 'a-college', state: 'administering', shows: 'contacts-admin' },
      { as: 'outside', state: 'outside', shows: 'state-empty' },
    ],
    'pages/me/me': [
      { as: 't-lin', shows: 'me-profile' },
      { as: 'a-repair', state: 'duties', shows: 'me-profile' },
      { as: 'stranger', state: 'stranger', shows: 'me-join' },
    ],
  },
  async prepare(world) {
    await todo.prepare?.(world)
    await world.as('m-17').account.erase({})
    await world.as('t-lin').directory.addColleague({ id: 't-su' })
    await leave(
      world.cloud,
      aMessage({ title: '停水通知', text: '周六 8 点到 12 点，博学楼停水。' }),
      aMessage({ title: '会议室预订已通过', text: '期末命题讨论，明天 9:00，明德楼 102' }),
    )
    await tick(world.cloud)
  },
}
