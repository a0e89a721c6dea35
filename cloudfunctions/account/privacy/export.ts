import { iso, MINUTE } from '#contract/kernel/time'
import { collections } from '../../../database-schema'
import { type AuditRow, withAudit } from '../../kernel/audit'
import { _, storage } from '../../kernel/data/cloud'
import { table } from '../../kernel/data/table'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import type { Context } from '../../kernel/serve'
import { collectHoldings } from './collect'
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
export async function exportPerson(person: Member, context: Context, entry?: AuditRow) {
  const _id = `${context.newId()}-${person._id}`
  const before = context.key ? await personalExports.first({ _id }) : null
  const row = before ?? (await createExport(_id, person, context.now))
  // Also when the press is repeated: it may have been interrupted before this. The log takes an entry once.
  if (entry) await members.update({ _id: person._id, 'audit.id': _.neq(entry.id) }, withAudit(entry))
  return exportView(row)
}

/** Of the same press several times at once, one makes it, and the others get what it made. */
async function createExport(_id: string, person: Member, now: Date): Promise<Exported> {
  const row = { _id, at: now, ...(await storeFiles(person, _id, now)) }
  return (await personalExports.add(row)) ? row : (await personalExports.first({ _id }))!
}

async function storeFiles(person: Member, name: string, now: Date): Promise<Omit<Exported, '_id' | 'at'>> {
  const held = await collectHoldings(person)
  const files = await Promise.all([
    storage.upload(`exports/${name}.json`, Buffer.from(jsonOf(held))),
    storage.upload(`exports/${name}.csv`, Buffer.from(csvOf(held, collections))),
  ])
  const [json = '', csv = ''] = await storage.addresses(files, VALID / 1000)
  return { files, json, csv, expiresAt: new Date(+now + VALID) }
}

const exportView = ({ json, csv, expiresAt }: Exported) => ({ json, csv, expiresAt: iso(expiresAt) })
