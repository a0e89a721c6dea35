import { iso, MINUTE } from '#contract/kernel/time'
import { collections } from '../../../database-schema'
import { type Member, members } from '../../kernel/actor'
import { storage } from '../../kernel/cloud'
import type { Context } from '../../kernel/serve'
import { type Fields, table } from '../../kernel/table'
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
 * @param note what the same press leaves in the person's row for the audit, if anything
 */
export async function exported(person: Member, { key, now, newId }: Context, note: Fields) {
  const _id = `${newId()}-${person._id}`
  const before = key ? await personalExports.first({ _id }) : null
  if (before) return shown(before)
  const row = { _id, at: now, ...(await store(person, _id, now)) }
  if (!(await personalExports.add(row))) return shown((await personalExports.first({ _id }))!)
  if (Object.keys(note).length) await members.update({ _id: person._id }, note)
  return shown(row)
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
