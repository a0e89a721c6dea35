import { at } from '../make/time'
import type { Phone } from './browser'
import type { Made } from './pages-made'

/** One way to see a page. */
export interface View {
  /** Who looks. */
  as: string
  query?: string | ((made: Made) => string)
  /** What is special about it, where a page is seen in several ways. */
  state?: string
  /** Test ids that are tapped one after the other once the page is there. */
  taps?: string[]
  /** Field and words that are typed after the taps. */
  types?: [testId: string, words: string]
  /** What must be in sight in the end. */
  shows?: string
}

const id = (value: string): string => `id=${value}`
const ticket = (number: string): string => id(`seed-ticket-${number}`)

/** Every page of app.json, as those see it who have to do with it. */
export const PAGES: Record<string, View[]> = {
  'pages/home/home': [
    { as: 't-lin', shows: 'feature-find' },
    { as: 'a-repair', state: 'mending', shows: 'feature-board' },
    { as: 'a-system', state: 'administering', shows: 'feature-admin' },
    { as: 'a-room', state: 'rooms', shows: 'waiting' },
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
  'features/account/join/join': [
    { as: 'stranger', shows: 'join-phone' },
    { as: 'stranger', state: 'code', taps: ['join-sms'], shows: 'code-address' },
  ],
  'features/account/apply/apply': [
    { as: 'stranger', shows: 'apply-send' },
    { as: 'applied', state: 'waiting', shows: 'apply-state' },
  ],
  'features/account/profile/profile': [{ as: 't-lin', shows: 'profile-save' }],
  'features/account/contact/contact': [{ as: 't-lin', query: 'channel=mail', shows: 'code-address' }],
  'features/account/privacy/privacy': [{ as: 't-lin', shows: 'privacy-export' }],
  'features/room/find/find': [
    { as: 't-lin', shows: 'find-form' },
    { as: 't-lin', state: 'found', taps: ['find-tomorrow', 'find-submit'], shows: 'find-edit' },
    {
      ...{ as: 't-lin', state: 'reserving', taps: ['find-tomorrow', 'find-submit', `start-${at(1, 8)}`] },
      shows: 'reserve-sheet',
    },
  ],
  'features/room/day/day': [
    { as: 't-su', query: `roomId=r-201&date=${at(1, 0).slice(0, 10)}` },
    { as: 't-su', query: `roomId=r-c04&date=${at(1, 0).slice(0, 10)}`, state: 'short' },
  ],
  'features/room/mine/mine': [{ as: 't-lin' }, { as: 'm-20', state: 'empty', shows: 'state-empty' }],
  'features/room/approvals/approvals': [
    { as: 'a-room' },
    { as: 'a-room', state: 'refusing', taps: ['action-refuse'], shows: 'act-sheet' },
  ],
  'features/room/conflicts/conflicts': [
    { as: 'a-room', shows: 'conflicts-submit' },
    { as: 'a-room', state: 'found', taps: ['conflicts-submit'], shows: 'conflicts-found' },
  ],
  'features/room/manage/manage': [
    { as: 'a-room', shows: 'manage-create' },
    { as: 'a-room', state: 'closing', taps: ['room-close'], shows: 'close-sheet' },
  ],
  'features/room/edit/edit': [
    { as: 'a-room', shows: 'edit-save' },
    { as: 'a-room', query: id('r-301'), state: 'known', shows: 'edit-save' },
  ],
  'features/directory/search/search': [
    { as: 't-lin', shows: 'search-text' },
    { as: 't-lin', state: 'found', types: ['search-text', 'l'], shows: 'person-t-lin' },
    { as: 't-lin', state: 'nobody', types: ['search-text', '没有这个人'], shows: 'state-empty' },
  ],
  'features/directory/department/department': [
    { as: 't-lin', shows: 'department-cs' },
    { as: 't-lin', query: id('cs'), state: 'college' },
    { as: 't-lin', query: id('library'), state: 'people' },
  ],
  'features/directory/person/person': [
    { as: 't-lin', query: id('t-su'), shows: 'person-name' },
    { as: 'a-system', query: id('s-chen'), state: 'administering', shows: 'person-freeze' },
    {
      ...{ as: 'a-system', query: id('s-chen'), state: 'freezing', taps: ['person-freeze'] },
      shows: 'ask-sheet',
    },
    { as: 'a-system', query: id('m-19'), state: 'frozen', shows: 'person-frozen' },
    { as: 't-lin', query: id('nobody'), state: 'missing', shows: 'state-failed' },
  ],
  'features/directory/members/members': [
    { as: 'a-system', shows: 'members-add' },
    { as: 'a-college', state: 'college', shows: 'members-add' },
  ],
  'features/directory/member-edit/member-edit': [
    { as: 'a-system', shows: 'member-save' },
    { as: 'a-system', query: id('t-su'), state: 'known', shows: 'member-save' },
  ],
  'features/directory/departments/departments': [{ as: 'a-system', shows: 'departments-add' }],
  'features/directory/join-requests/join-requests': [{ as: 'a-system' }],
  'features/directory/imports/imports': [{ as: 'a-system', shows: 'imports-0' }],
  'features/directory/import/import': [
    { as: 'a-system', query: ({ importId }) => id(importId), shows: 'import-faults' },
  ],
  'features/directory/sync/sync': [{ as: 'a-system', shows: 'sync-missing' }],
  'features/directory/invite/invite': [{ as: 'a-system', shows: 'invite-code' }],
  'features/directory/admin/admin': [
    { as: 'a-system', shows: 'admin-groups' },
    { as: 'a-college', state: 'college' },
  ],
  'features/access/groups/groups': [{ as: 'a-system', shows: 'group-create' }],
  'features/access/group-edit/group-edit': [
    { as: 'a-system', shows: 'group-save' },
    { as: 'a-system', query: ({ groupId }) => id(groupId), state: 'known', shows: 'group-remove' },
  ],
  'features/access/explain-access/explain-access': [{ as: 'a-system', shows: 'why-ask' }],
  'features/access/audit/audit': [{ as: 'a-system' }],
  'features/repair/dispatch/board/board': [
    { as: 'd-logistics', shows: 'list-done' },
    { as: 'd-logistics', state: 'sent', taps: ['list-waitingRepair'] },
    { as: 'd-logistics', state: 'filters', taps: ['board-filters'], shows: 'filters-sheet' },
    {
      ...{ as: 'd-logistics', state: 'accepting', taps: ['accept-seed-ticket-01', 'shelf-x-tap'] },
      shows: 'wanted-x-tap',
    },
    {
      ...{ as: 'd-logistics', state: 'sending', taps: ['dispatch-seed-ticket-09'] },
      shows: 'gave-up',
    },
  ],
  'features/repair/worker/tasks/tasks': [
    { as: 'w-zhao', shows: 'tasks-open' },
    {
      ...{ as: 'w-zhao', state: 'finishing', taps: ['finish-seed-ticket-08'] },
      shows: 'act-sheet',
    },
  ],
  'features/repair/stock/handouts/handouts': [
    { as: 'k-store', shows: 'prepare-seed-ticket-04' },
    { as: 'k-store', state: 'out', taps: ['prepare-out'], shows: 'return-x-hinge' },
    { as: 'k-store', state: 'issuing', taps: ['issue-x-tube'], shows: 'act-sheet' },
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
      query: id('c-water'),
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
    { as: 'stranger', state: 'stranger', shows: 'state-failed' },
  ],
  'features/repair/reporter/mine/mine': [
    { as: 't-lin', shows: 'mine-rate' },
    { as: 'm-20', state: 'empty', shows: 'state-empty' },
  ],
  'features/repair/reporter/ticket/ticket': [
    { as: 't-lin', query: ticket('01'), state: 'submitted', shows: 'action-cancel' },
    { as: 'd-logistics', query: ticket('04'), state: 'accepted', shows: 'ticket-materials' },
    { as: 't-lin', query: ticket('06'), state: 'dispatched', shows: 'ticket-worker' },
    { as: 'w-zhao', query: ticket('08'), state: 'started', shows: 'action-finish' },
    { as: 't-lin', query: ticket('10'), state: 'finished', shows: 'ticket-report' },
    {
      ...{ as: 't-lin', query: ticket('10'), state: 'rating', taps: ['action-rate', 'star-result-4'] },
      shows: 'reply-sheet',
    },
    { as: 's-chen', query: ticket('11'), state: 'rated', shows: 'ticket-rating' },
    { as: 'd-logistics', query: ticket('14'), state: 'refused', shows: 'ticket-timeline' },
    { as: 'm-06', query: ticket('15'), state: 'cancelled', shows: 'ticket-timeline' },
    { as: 't-su', query: ticket('01'), state: 'not-mine', shows: 'state-failed' },
  ],
  'features/repair/reporter/hotline/hotline': [{ as: 't-lin', shows: 'call-c-water' }],
  'features/message/failures/failures': [{ as: 'a-system', shows: 'failures-retry-all' }],
}

/** Opens the view on a phone that shows something else, and waits until all of it is there. */
export async function openView(phone: Phone, page: string, view: View, made: Made): Promise<void> {
  const query = typeof view.query === 'function' ? view.query(made) : view.query
  await phone.go(query ? `${page}?${query}` : page)
  for (const testId of view.taps ?? []) {
    await phone.byId(testId).first().click()
    await phone.settle()
  }
  if (view.types) {
    const [testId, words] = view.types
    await phone.byId(testId).locator('input').fill(words)
  }
  if (view.shows) await phone.byId(view.shows).first().waitFor()
  await phone.settle()
}
