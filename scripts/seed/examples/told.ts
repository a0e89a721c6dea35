import type { MessageRow } from '../../../cloudfunctions/message/model'

/** A message to one person, before it is known whether it was read. */
export type Told = Pick<MessageRow, 'to' | 'feature' | 'title' | 'text' | 'at' | 'page' | 'about'>
