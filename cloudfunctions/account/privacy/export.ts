import { iso } from '#contract/kernel/time'
import { collections } from '../../../database-schema'
import { type AuditRow, withAudit } from '../../kernel/audit'
import { _ } from '../../kernel/data/cloud'
import { exportFiles, type FileContent } from '../../kernel/files/export'
import { members } from '../../kernel/identity/actor'
import type { Member } from '../../kernel/identity/member'
import type { Context } from '../../kernel/serve'
import { collectHoldings } from './collect'
import { csvOf, jsonOf } from './sheet'

/**
 * Exports all data held about the person, as files at addresses that expire.
 * @param entry the audit entry to write into the person's row, if any
 */
export async function exportPerson(person: Member, context: Context, entry?: AuditRow) {
  const id = `${context.newId()}-${person._id}`
  const { urls, expiresAt } = await exportFiles(id, context, async () => ({
    contents: await holdingsOf(person),
  }))
  // A retry does this, too, because the first attempt may have ended before it; the condition adds the entry once.
  if (entry) await members.update({ _id: person._id, 'audit.id': _.neq(entry.id) }, withAudit(entry))
  const [json = '', csv = ''] = urls
  return { json, csv, expiresAt: iso(expiresAt) }
}

async function holdingsOf(person: Member): Promise<FileContent[]> {
  const held = await collectHoldings(person)
  return [
    { extension: 'json', content: Buffer.from(jsonOf(held)) },
    { extension: 'csv', content: Buffer.from(csvOf(held, collections)) },
  ]
}
