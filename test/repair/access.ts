import type { repair } from '#contract/repair'
import type { AccessTable, Budget, Role, Scope } from '../make/fixtures'

/** The repair administrator of the seeded organisation dispatches, too. */
const DISPATCHERS: Role[] = ['repair.dispatcher', 'repair.admin']
/** The person who stands for workers in general is a repair worker. */
const WORKERS: Role[] = ['repair.worker', 'worker']
const KEEPERS: Role[] = ['repair.keeper']
const REPAIR_ADMINS: Role[] = ['repair.admin']

/** The roles that get past the gate of each operation, reviewed by people: a change of access is made here, too. */
export const access: AccessTable<typeof repair> = {
  categories: 'joined',
  hotlines: 'joined',
  places: 'joined',
  buildings: 'joined',
  create: 'joined',
  get: 'joined',
  mine: 'joined',
  cancel: 'joined',
  reopen: 'joined',
  rate: 'joined',
  urge: 'joined',
  atPlace: 'joined',
  queue: DISPATCHERS,
  counts: DISPATCHERS,
  accept: DISPATCHERS,
  refuse: DISPATCHERS,
  materials: DISPATCHERS,
  workers: DISPATCHERS,
  dispatch: DISPATCHERS,
  note: DISPATCHERS,
  stats: DISPATCHERS,
  export: DISPATCHERS,
  tasks: WORKERS,
  start: WORKERS,
  abandon: WORKERS,
  finish: WORKERS,
  prepare: KEEPERS,
  issue: KEEPERS,
  return: KEEPERS,
  stock: KEEPERS,
  restock: KEEPERS,
  settings: REPAIR_ADMINS,
  saveCategory: REPAIR_ADMINS,
  saveSettings: REPAIR_ADMINS,
  savePlace: REPAIR_ADMINS,
  saveWorker: REPAIR_ADMINS,
  saveMaterial: REPAIR_ADMINS,
  placeCodes: REPAIR_ADMINS,
  mailPreview: REPAIR_ADMINS,
}

/** The most database calls of each operation, the caller's identity included. */
export const budget: Budget<typeof repair> = {
  categories: 2,
  hotlines: 2,
  places: 2,
  buildings: 2,
  // Identity, all it refers to, the count, the names of uploads, the ticket; two more when presses race.
  create: 7,
  get: 2,
  mine: 2,
  cancel: 4,
  reopen: 4,
  rate: 4,
  urge: 4,
  atPlace: 2,
  queue: 2,
  counts: 2,
  // One more where materials are set aside.
  accept: 5,
  refuse: 4,
  materials: 2,
  workers: 2,
  // Identity, ticket, write, the worker's count; one more for each of two materials that are set aside.
  dispatch: 6,
  note: 4,
  stats: 2,
  // The press that made it before, the tickets (one more every 500), the row before the file
  // and after it; the row again where the same press came first.
  export: 6,
  tasks: 2,
  start: 4,
  abandon: 4,
  finish: 5,
  prepare: 2,
  // Four; who loses a race against the same press looks again.
  issue: 6,
  return: 6,
  stock: 2,
  // Three, and a second look for who loses a race.
  restock: 4,
  settings: 3,
  // Three, and one where the open tickets get new times.
  saveCategory: 4,
  // One more for a request that loses the race against its own repetition.
  saveSettings: 5,
  savePlace: 3,
  saveWorker: 4,
  saveMaterial: 3,
  placeCodes: 3,
  mailPreview: 3,
}

const ON_CAMPUS = 'Tickets, the stock and the desk serve the whole campus.'

export const scope: Scope<typeof repair> = {
  unscoped: {
    queue: ON_CAMPUS,
    counts: ON_CAMPUS,
    accept: ON_CAMPUS,
    refuse: ON_CAMPUS,
    materials: ON_CAMPUS,
    workers: ON_CAMPUS,
    dispatch: ON_CAMPUS,
    note: ON_CAMPUS,
    stats: ON_CAMPUS,
    export: ON_CAMPUS,
    tasks: ON_CAMPUS,
    start: ON_CAMPUS,
    abandon: ON_CAMPUS,
    finish: ON_CAMPUS,
    prepare: ON_CAMPUS,
    issue: ON_CAMPUS,
    return: ON_CAMPUS,
    stock: ON_CAMPUS,
    restock: ON_CAMPUS,
    settings: ON_CAMPUS,
    saveCategory: ON_CAMPUS,
    saveSettings: ON_CAMPUS,
    savePlace: ON_CAMPUS,
    saveWorker: ON_CAMPUS,
    saveMaterial: ON_CAMPUS,
    placeCodes: ON_CAMPUS,
    mailPreview: ON_CAMPUS,
  },
}

/**
 * Tickets: the answers to the reporter, the worker it was sent to, a worker it was not, and the dispatcher; people
 * without a part are answered as for a wrong id. `–`: stopped at the gate.
 */
export const TICKETS: Record<string, [own: string, sent: string, unsent: string, dispatcher: string]> = {
  get: ['OK', 'OK', 'NOT_FOUND', 'OK'],
  cancel: ['REPAIR_WRONG_STATE', 'REPAIR_NOT_YOURS', 'NOT_FOUND', 'REPAIR_NOT_YOURS'],
  reopen: ['REPAIR_WRONG_STATE', 'REPAIR_NOT_YOURS', 'NOT_FOUND', 'REPAIR_NOT_YOURS'],
  rate: ['REPAIR_WRONG_STATE', 'REPAIR_NOT_YOURS', 'NOT_FOUND', 'REPAIR_NOT_YOURS'],
  urge: ['REPAIR_TOO_SOON', 'REPAIR_NOT_YOURS', 'NOT_FOUND', 'REPAIR_NOT_YOURS'],
  note: ['–', '–', '–', 'OK'],
  accept: ['–', '–', '–', 'REPAIR_WRONG_STATE'],
  refuse: ['–', '–', '–', 'REPAIR_WRONG_STATE'],
  start: ['–', 'OK', 'NOT_FOUND', '–'],
  finish: ['–', 'OK', 'NOT_FOUND', '–'],
  abandon: ['–', 'REPAIR_WRONG_STATE', 'NOT_FOUND', '–'],
}
