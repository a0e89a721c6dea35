import type { Pages } from '../journeys/view'
import { tick } from '../make/messages'
import { at } from '../make/time'
import { anEvent, anItem, leaveEvents } from '../make/todos'

const REASON = { title: '拒绝', feature: 'room', op: 'refuse', asks: 'reason', negative: true } as const
const approval = (change: object = {}) =>
  anItem({
    kind: 'room.approve',
    to: ['t-su'],
    title: '预订审批',
    text: '期末命题讨论 · 明德楼 301',
    page: '/features/room/reservations/approvals/approvals',
    dueAt: new Date(at(0, 18)),
    facts: [
      { label: '预订人', value: '林知微 · 文学院' },
      { label: '时间', value: '明天 9:00–11:00，60 人' },
    ],
    actions: [
      { title: '通过', feature: 'room', op: 'approve', input: { reservationId: 'r' } },
      { ...REASON, input: { reservationId: 'r' } },
    ],
    ...change,
  })

export const pages: Pages = {
  views: {
    'features/todo/list/list': [
      { as: 't-su', query: 'box=todo', shows: 'section-overdue' },
      { as: 't-su', state: 'narrowed', taps: ['kind-repair.rate'], shows: 'kind-repair.rate' },
      { as: 't-su', state: 'refusing', taps: ['section-overdue'], shows: 'todo-room-late-0' },
      { as: 't-su', query: 'box=waiting', state: 'waiting', shows: 'todo-open-repair-mine-0' },
      { as: 'm-20', state: 'empty', shows: 'state-empty' },
    ],
  },
  async prepare({ cloud }) {
    const rate = {
      title: '评价',
      feature: 'repair',
      op: 'rate',
      input: { id: 'seed-ticket-10' },
      asks: 'rating',
    } as const
    await leaveEvents(
      cloud,
      anEvent({ feature: 'room', subject: 'late' }, approval({ dueAt: new Date(at(0, 9)) })),
      anEvent({ feature: 'room', subject: 'due' }, approval()),
      anEvent({ subject: 'rate' }, anItem({ to: ['t-su'], actions: [rate] })),
      anEvent(
        { subject: 'mine' },
        anItem({
          box: 'waiting',
          kind: 'repair.ticket',
          to: ['t-su'],
          title: '空调不制冷',
          text: '待上门 · 博学楼 305',
          dueAt: new Date(at(0, 16)),
        }),
      ),
      anEvent(
        { feature: 'room', subject: 'meeting' },
        anItem({
          box: 'agenda',
          kind: 'room.meeting',
          to: ['t-su'],
          title: '教研室例会',
          text: '明德楼 102',
          from: new Date(at(0, 14)),
          end: new Date(at(0, 15)),
        }),
      ),
    )
    await tick(cloud)
  },
}
