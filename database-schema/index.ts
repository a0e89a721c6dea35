import { exportedFiles, uploads } from './files'
import { asks, codes, guesses, joinRequests, members } from './members'
import { membershipOffers } from './membership-offers'
import { auditLog, consents, deliveries, messages } from './messages'
import { adminGroups, importRows, imports, organisation } from './organisation'
import {
  categories,
  materials,
  places,
  repairSettings,
  repairStats,
  stockLedger,
  tickets,
  workers,
} from './repair'
import { roomHistory, rooms } from './rooms'
import type { CollectionSchema } from './schema'
import { todos } from './todos'

export type { Carried, CollectionSchema, Field, Index } from './schema'

/** Every collection the product needs; the local cloud is made from it, and so is the real environment. */
export const collections: CollectionSchema[] = [
  members,
  organisation,
  adminGroups,
  joinRequests,
  membershipOffers,
  imports,
  importRows,
  codes,
  asks,
  guesses,
  exportedFiles,
  uploads,
  messages,
  deliveries,
  consents,
  auditLog,
  rooms,
  roomHistory,
  tickets,
  categories,
  repairSettings,
  places,
  workers,
  materials,
  stockLedger,
  repairStats,
  todos,
]
