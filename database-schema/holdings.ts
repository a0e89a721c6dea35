import { ERASED_NAME, ERASED_WORDS } from '#contract/account'

/** Where rows of a collection belong to a person: what their export finds, and what erasing them must reach. */
export interface Holding {
  collection: string
  /** The field that names the person; inside the list's elements where there is a list. */
  path: string
  /** What of the person stands there. */
  by: 'id' | 'openid' | 'joinRequest'
  /** Elements of this list belong to different people; without it the row is one person's. */
  list?: string
  /** Fields with files of the person's, which erasing removes from storage. */
  files?: readonly string[]
  /** Not the person's own to have: what the row says about others; the whole row, if it is somebody else's. */
  hides?: readonly string[] | 'row'
  /** Goes with somebody who becomes another member; where it does not, it stays said of who they were. */
  moves?: true
  /** The row goes, or these fields of it change; null for a field that goes. The first one tells whether it was done. */
  erased: 'removed' | Readonly<Record<string, string | null>>
}

const FORGOTTEN_HOLDER = { 'holder.name': ERASED_NAME, 'holder.phone': '' }
const FORGOTTEN_TARGET = { 'target.name': ERASED_NAME, before: null, after: null }

const FORGOTTEN = { name: ERASED_NAME }
/** What a ticket says of those who mend, and of who asked them to. */
const MENDING = ['worker', 'abandoned'] as const
const REPORTING = ['reporter', 'photos', 'voice', 'location', 'freeTime'] as const
/** The words of a search hold names, too. */
const UNFINDABLE = { terms: null }

/** Everything outside `members` that is somebody's. A collection with personal fields is here or in KEPT. */
export const holdings: readonly Holding[] = [
  { collection: 'join_requests', path: 'openid', by: 'openid', erased: 'removed' },
  { collection: 'consents', path: 'openid', by: 'openid', erased: 'removed' },
  { collection: 'messages', path: 'to', by: 'id', moves: true, erased: 'removed' },
  { collection: 'deliveries', path: 'to', by: 'id', moves: true, erased: 'removed' },
  { collection: 'messages', path: 'about', by: 'id', hides: 'row', erased: { text: ERASED_WORDS } },
  { collection: 'deliveries', path: 'about', by: 'id', hides: 'row', erased: { content: null } },
  { collection: 'rooms', list: 'bookings', path: 'holder.id', by: 'id', erased: FORGOTTEN_HOLDER },
  { collection: 'room_history', path: 'holderId', by: 'id', erased: FORGOTTEN_HOLDER },
  {
    collection: 'tickets',
    path: 'reporter.id',
    by: 'id',
    hides: [...MENDING, 'timeline'],
    moves: true,
    files: ['photos', 'voice'],
    erased: {
      'reporter.name': ERASED_NAME,
      'reporter.phone': null,
      ...UNFINDABLE,
      freeTime: null,
      location: null,
      photos: null,
      voice: null,
    },
  },
  {
    collection: 'tickets',
    path: 'worker.id',
    by: 'id',
    hides: [...REPORTING, 'abandoned', 'timeline'],
    erased: { 'worker.name': ERASED_NAME, 'worker.phone': null, 'worker.number': '', ...UNFINDABLE },
  },
  { collection: 'tickets', list: 'abandoned', path: 'id', by: 'id', erased: FORGOTTEN },
  {
    collection: 'tickets',
    list: 'timeline',
    path: 'by.id',
    by: 'id',
    hides: ['worker'],
    moves: true,
    erased: { 'by.name': ERASED_NAME },
  },
  {
    collection: 'tickets',
    list: 'timeline',
    path: 'worker.id',
    by: 'id',
    hides: ['by'],
    erased: { 'worker.name': ERASED_NAME },
  },
  { collection: 'repair_workers', path: '_id', by: 'id', erased: 'removed' },
  { collection: 'repair_stats', path: 'key', by: 'id', erased: FORGOTTEN },
  {
    collection: 'audit_log',
    path: 'by.id',
    by: 'id',
    hides: ['target', 'before', 'after', 'about'],
    erased: { 'by.name': ERASED_NAME },
  },
  {
    collection: 'audit_log',
    path: 'about',
    by: 'id',
    hides: 'row',
    erased: { about: null, before: null, after: null },
  },
  { collection: 'audit_log', path: 'target.id', by: 'id', hides: ['by', 'about'], erased: FORGOTTEN_TARGET },
  { collection: 'audit_log', path: 'target.id', by: 'joinRequest', hides: ['by'], erased: FORGOTTEN_TARGET },
]

/** Collections with personal data that erasing leaves, each with the reason. */
export const KEPT: Record<string, string> = {
  imports: '撤销导入时要看的例子，九十天后随记录删除',
  import_rows: '撤销导入所必需，九十天后删除',
  organisation: '还没归档的操作记录，几分钟内移走',
  uploads: '没用上的文件，一周后随记录删除',
  exports: '还没归档的操作记录，几分钟内移走；文件一天后删除',
  admin_groups: '还没归档的操作记录，几分钟内移走',
  repair_categories: '还没归档的操作记录，几分钟内移走',
  repair_settings: '还没归档的操作记录，几分钟内移走',
  places: '还没归档的操作记录，几分钟内移走',
  materials: '还没归档的操作记录和消息，几分钟内移走；最近的出入库移到流水',
  stock_ledger: '库存账目，三年后删除',
}
