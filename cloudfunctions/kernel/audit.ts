import type { AuditAction } from '#contract/features/index'
import { _ } from './data/cloud'

/**
 * An audit entry: one action of an administrator. It is pushed into the document that the action changes, in the same
 * write; the relay of `message` moves it to the log.
 */
export interface AuditRow {
  /** Derived from the idempotency key, so that a retry writes the same entry. */
  id: string
  at: Date
  action: AuditAction
  by: { id: string; name: string }
  target: { kind: string; id: string; name: string }
  /** Departments concerned; an administrator of any of them may read the entry. */
  departments: string[]
  /** Changed values, personal data masked. */
  before?: Record<string, string>
  after?: Record<string, string>
  reason?: string
  /** Members named in `before` and `after` besides the target; erasing one of them removes both. */
  about?: string[]
}

type Facts = Omit<AuditRow, 'by'>

/** An entry without actor and time; `id` only if one call leaves several entries. */
export type AuditFacts = Omit<Facts, 'id' | 'at'> & { id?: string }

/** An entry of an action by the actor. */
export const auditEntry = (actor: { _id: string; name: string }, facts: Facts): AuditRow => ({
  ...facts,
  by: { id: actor._id, name: actor.name },
})

/** The part of an update that adds the entry; the collection's schema must list `audit` in `carries`. */
export const withAudit = (row: AuditRow) => ({ audit: _.push([row]) })

/** `138****5678`: enough to recognise a number, too little to dial it. */
export const maskPhone = (phone: string): string => phone.replace(/^(.{3}).*(.{4})$/, '$1****$2')

/** Masked mail address: `li***@example.edu`. */
export const maskMail = (mail: string): string => mail.replace(/^(.{1,2})[^@]*/, '$1***')
