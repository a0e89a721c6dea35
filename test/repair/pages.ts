import type { Pages } from '../journeys/view'

export const pages: Pages = {
  views: {
    'features/repair/dispatch/board/board': [
      { as: 'd-logistics', shows: 'list-done' },
      { as: 'd-logistics', state: 'sent', taps: ['list-waitingRepair'] },
      { as: 'd-logistics', state: 'filters', taps: ['board-filters'], shows: 'filters-sheet' },
      {
        as: 'd-logistics',
        state: 'accepting',
        taps: ['dispatch-seed-ticket-01', 'ask-materials', 'shelf-x-tap'],
        shows: 'wanted-x-tap',
      },
      {
        as: 'd-logistics',
        state: 'sending',
        taps: ['dispatch-seed-ticket-09'],
        shows: 'gave-up',
      },
    ],
    'features/repair/worker/tasks/tasks': [
      { as: 'w-zhao', shows: 'tasks-open' },
      {
        as: 'w-zhao',
        state: 'finishing',
        taps: ['finish-seed-ticket-08'],
        shows: 'act-sheet',
      },
    ],
    'features/repair/stock/handouts/handouts': [
      { as: 'k-store', shows: 'prepare-seed-ticket-04' },
      { as: 'k-store', state: 'out', taps: ['prepare-out'], shows: 'return-x-hinge' },
    ],
    'features/repair/stock/stock/stock': [
      { as: 'k-store', taps: ['stock-open-x-hinge'], shows: 'movements' },
      { as: 'k-store', state: 'counting', taps: ['stock-restock-x-fan'], shows: 'restock-sheet' },
      { as: 'a-repair', state: 'editing', taps: ['stock-edit-x-fan'], shows: 'material-sheet' },
    ],
    'features/repair/settings/categories/categories': [{ as: 'a-repair', shows: 'category-create' }],
    'features/repair/settings/category-edit/category-edit': [
      { as: 'a-repair', shows: 'category-save' },
      {
        as: 'a-repair',
        query: 'id=c-water',
        state: 'known',
        taps: ['category-preview'],
        shows: 'preview-list',
      },
    ],
    'features/repair/settings/places/places': [
      { as: 'a-repair', shows: 'place-p-lib' },
      { as: 'a-repair', state: 'editing', taps: ['place-edit-p-lib'], shows: 'place-sheet' },
    ],
    'features/repair/settings/codes/codes': [
      { as: 'a-repair', query: 'ids=p-lib.p-md-101', shows: 'code-p-lib' },
    ],
    'features/repair/worker/workers/workers': [
      { as: 'a-repair', shows: 'worker-w-zhao' },
      { as: 'a-repair', state: 'editing', taps: ['worker-w-zhao'], shows: 'worker-sheet' },
    ],
    'features/repair/statistics/stats/stats': [{ as: 'd-logistics', shows: 'stats-bars' }],
    'features/repair/reporter/report/report': [
      { as: 't-lin', shows: 'report-send' },
      { as: 't-lin', query: 'scene=p%3Dp-nan3-411', state: 'scanned', shows: 'place-reported' },
      { as: 't-lin', state: 'faulty', taps: ['report-send'], shows: 'report-problem' },
      { as: 't-lin', state: 'buildings', taps: ['place'], shows: 'building-0' },
      { as: 't-lin', state: 'rooms', taps: ['place', 'building-0'], shows: 'place-up' },
      { as: 'stranger', state: 'stranger', shows: 'state-failed' },
    ],
    'features/repair/reporter/mine/mine': [
      { as: 't-lin', shows: 'mine-rate' },
      { as: 't-lin', state: 'working', taps: ['mine-filter-working'], shows: 'mine-waiting' },
      { as: 'm-20', state: 'empty', shows: 'state-empty' },
    ],
    'features/repair/reporter/ticket/ticket': [
      { as: 't-lin', query: 'id=seed-ticket-01', state: 'submitted', shows: 'action-urge' },
      { as: 't-lin', query: 'id=seed-ticket-01&sent=1', state: 'sent', shows: 'ticket-sent' },
      { as: 'd-logistics', query: 'id=seed-ticket-04', state: 'accepted', shows: 'ticket-materials' },
      { as: 't-lin', query: 'id=seed-ticket-06', state: 'dispatched', shows: 'ticket-worker' },
      { as: 'w-zhao', query: 'id=seed-ticket-08', state: 'started', shows: 'action-finish' },
      { as: 't-lin', query: 'id=seed-ticket-10', state: 'finished', shows: 'ticket-report' },
      {
        as: 't-lin',
        query: 'id=seed-ticket-10',
        state: 'rating',
        taps: ['rate-5', 'star-efficiency-4'],
        shows: 'reply-sheet',
      },
      { as: 's-chen', query: 'id=seed-ticket-11', state: 'rated', shows: 'ticket-rating' },
      { as: 'd-logistics', query: 'id=seed-ticket-14', state: 'refused', shows: 'ticket-timeline' },
      { as: 'm-06', query: 'id=seed-ticket-15', state: 'cancelled', shows: 'ticket-timeline' },
      { as: 't-su', query: 'id=seed-ticket-01', state: 'not-mine', shows: 'state-failed' },
    ],
    'features/repair/reporter/hotline/hotline': [{ as: 't-lin', shows: 'call-c-water' }],
  },
  async prepare(world) {
    const hinge = { ticketId: 'seed-ticket-05', materialId: 'x-hinge', count: 1 }
    await world.as('k-store').repair.issue(hinge)
    // The statistics are added up by the timer.
    await world.cloud.invoke('repair', {}, { source: 'wx_trigger' })
  },
}
