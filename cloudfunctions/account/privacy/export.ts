import { iso, MINUTE } from '#contract/kernel/time'
import { collections } from '../../../database-schema'
import { type Member, members } from '../../kernel/actor'
import { type AuditRow, noting } from '../../kernel/audit'
import { _, storage } from '../../kernel/cloud'
import type { Context } from '../../kernel/serve'
import { table } from '../../kernel/table'
import { gather } from './gather'
import { csvOf, jsonOf } from './sheet'

const VALID = 15 * MINUTE

/** The files of one export; its id is the press and the person, so that the same press gives the same files. */
export interface Exported {
  _id: string
  files: string[]
  json: string
  csv: string
  expiresAt: Date
  at: Date
}

const personalExports = table<Exported>('exports')

/**
 * Everything we hold about the person, as files at addresses that expire.
 * @param entry what the same press leaves in the person's row for the audit, if anything
 */
export async function exported(person: Member, context: Context, entry?: AuditRow) {
  const _id = `${context.newId()}-${person._id}`
  const before = context.key ? await personalExports.first({ _id }) : null
  const row = before ?? (await made(_id, person, context.now))
  // Also when the press is repeated: it may have been interrupted before this. The log takes an entry once.
  if (entry) await members.update({ _id: person._id, 'audit.id': _.neq(entry.id) }, noting(entry))
  return shown(row)
}

/** Of the same press several times at once, one makes it, and the others get what it made. */
async function made(_id: string, person: Member, now: Date): Promise<Exported> {
  const row = { _id, at: now, ...(await store(person, _id, now)) }
  return (await personalExports.add(row)) ? row : (await personalExports.first({ _id }))!
}

async function store(person: Member, name: string, now: Date): Promise<Omit<Exported, '_id' | 'at'>> {
  const held = await gather(person)
  const files = await Promise.all([
    storage.upload(`exports/${name}.json`, Buffer.from(jsonOf(held))),
    storage.upload(`exports/${name}.csv`, Buffer.from(csvOf(held, collections))),
  ])
  const [json = '', csv = ''] = await storage.addresses(files, VALID / 1000)
  return { files, json, csv, expiresAt: new Date(+now + VALID) }
}

const shown = ({ json, csv, expiresAt }: Exported) => ({ json, csv, expiresAt: iso(expiresAt) })
