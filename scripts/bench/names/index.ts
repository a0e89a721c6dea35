import type { Page } from '#contract/kernel/rpc'
import type { Member } from '../../../cloudfunctions/kernel/identity/member'
import { start } from '../../local-cloud/start'
import { departments } from '../../seed/departments'
import { someDepartments, someMembers } from '../directory'
import { findNames, membersOf } from './cloud'
import { type Accuracy, labelledNames, measureSearch } from './measure'

/** Recall and precision of the deployed search over the labelled list. */
export async function benchNames(): Promise<Accuracy[]> {
  const members = membersOf(labelledNames().people)
  const tree = { _id: 'tree', version: 1, lastKey: '', departments, renamed: [] }
  const cloud = await start({ seed: () => ({ organisation: [tree], members }) })
  const search = async (input: object) => {
    const { reply } = await cloud.call('o-name-0', 'directory', { op: 'search', input })
    if (!reply.ok) throw new Error(reply.error.code)
    return reply.data as Page<{ name: string }>
  }
  const accuracy = await measureSearch(text => findNames(search, text))
  await cloud.close()
  return accuracy
}

export interface TermCost {
  members: string
  termsMean: number
  termsMost: number
  bytesMean: number
  bytesMost: number
}

/** Bytes that the database adds to each element of a list: a type, its position and the length of a string. */
const ELEMENT = 9

/** Number and bytes of the search terms that members carry. */
export function benchTerms(): TermCost[] {
  return [
    termCost('20,000 with post and department', someMembers(20_000, someDepartments(500))),
    termCost('the labelled list', membersOf(labelledNames().people)),
  ]
}

function termCost(members: string, rows: Member[]): TermCost {
  const counts = rows.map(({ terms }) => terms.length)
  const bytes = rows.map(({ terms }) =>
    terms.reduce((sum, term) => sum + Buffer.byteLength(term) + ELEMENT, 0),
  )
  return {
    members,
    termsMean: mean(counts),
    termsMost: Math.max(...counts),
    bytesMean: mean(bytes),
    bytesMost: Math.max(...bytes),
  }
}

const mean = (values: number[]): number =>
  Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(1))
