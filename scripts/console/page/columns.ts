import type { Json, JsonDocument } from '../../local-cloud/console/replies'
import { moment } from './words'

/** The most columns of a list. */
const MOST = 5

/** Fields by which people tell documents apart, the most telling first; others follow in the documents' order. */
const TELLING = [
  'name',
  'title',
  'number',
  'summary',
  'file',
  'action',
  'state',
  'status',
  'kind',
  'account',
  'departments',
  'posts',
  'phone',
  'by',
  'to',
  'target',
  'location',
  'category',
  'at',
]
/** Fields that programs keep for themselves. */
const OWN = ['_id', 'version', 'rev', 'rulesRev', 'factsRev', 'lastKey', 'terms', 'sortKey', 'accountKey']

const rank = (field: string): number => (TELLING.includes(field) ? TELLING.indexOf(field) : TELLING.length)

/** The fields that at least half of the documents have words for. */
export function columnsOf(documents: readonly JsonDocument[]): string[] {
  const fields = [...new Set(documents.flatMap(document => Object.keys(document)))]
  const filled = (field: string) => documents.filter(document => textOf(document[field]) !== '').length
  return fields
    .filter(field => !OWN.includes(field) && filled(field) * 2 >= documents.length)
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MOST)
}

/** A value in words: dates as moments, lists joined, a person or thing by its name; empty for all that is nested deeper. */
export function textOf(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value))
    return value.every(one => typeof one !== 'object') ? value.map(String).join('、') : ''
  if (typeof value !== 'object') return String(value)
  if (typeof value.$date === 'string') return moment(value.$date)
  return typeof value.name === 'string' ? value.name : ''
}
