import type { AuditAction } from '#contract/features/index'
import { _ } from './data/cloud'

/** What an administrator did, kept in the document it changed and written with it; the outbox's timer moves it to the log. */
export interface AuditRow {
  /** The same when the same press is repeated. */
  id: string
  at: Date
  action: AuditAction
  by: { id: string; name: string }
  target: { kind: string; id: string; name: string }
  /** The departments it concerns: who administers one of them may read it. */
  departments: string[]
  /** What changed, personal data masked. */
  before?: Record<string, string>
  after?: Record<string, string>
  reason?: string
  /** Members whom `before` and `after` name, besides the target: when one of them is erased, both go. */
  about?: string[]
}

type Facts = Omit<AuditRow, 'by'>

/** An entry without the call it belongs to; the id only where one call leaves several. */
export type AuditFacts = Omit<Facts, 'id' | 'at'> & { id?: string }

/** An entry by the actor. */
export const auditEntry = (actor: { _id: string; name: string }, facts: Facts): AuditRow => ({
  ...facts,
  by: { id: actor._id, name: actor.name },
})

/** The part of a change that leaves the entry. A document whose schema `carries` the audit may have it. */
export const withAudit = (row: AuditRow) => ({ audit: _.push([row]) })

/** `138****5678`: enough to recognise a number, too little to dial it. */
export const maskPhone = (phone: string): string => phone.replace(/^(.{3}).*(.{4})$/, '$1****$2')

/** `li***@example.edu`. */
export const maskMail = (mail: string): string => mail.replace(/^(.{1,2})[^@]*/, '$1***')
