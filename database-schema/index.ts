import { departments, members } from './members'
import { roomHistory, rooms } from './rooms'
import type { CollectionSchema } from './schema'

export type { CollectionSchema, Field, Index } from './schema'

/** Every collection the product needs; the local cloud is made from it, and so is the real environment. */
export const collections: CollectionSchema[] = [members, departments, rooms, roomHistory]
