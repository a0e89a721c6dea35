import type { Department } from '#contract/directory'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { newMember } from '../../cloudfunctions/kernel/identity/member-index'
import type { LocalCloud, Outcome } from '../local-cloud/cloud'
import { start } from '../local-cloud/start'

export interface DirectoryCost {
  operation: string
  members: number
  found: number
  databaseCalls: number
  databaseBytes: number
  replyBytes: number
  milliseconds: number
  /** The time as a multiple of that with the fewest members. */
  growth: number
}

const SIZES = [1_000, 10_000, 20_000]
/** People in a department, for as many departments as a university of that size has. */
const IN_A_DEPARTMENT = 40

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗'
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志红'

const TOP: Department = { id: 'd', name: '大学', parent: '', kind: 'university' }

/** Makes colleges with up to twenty departments each. */
export function someDepartments(count: number): Department[] {
  const colleges = Array.from({ length: Math.ceil(count / 20) }, (_, i): Department => {
    return { id: `c${i}`, name: `第${i}学院`, parent: TOP.id, kind: 'college' }
  })
  const inside = Array.from({ length: count }, (_, i): Department => {
    return { id: `d${i}`, name: `第${i}教研室`, parent: `c${Math.floor(i / 20)}`, kind: 'department' }
  })
  return [TOP, ...colleges, ...inside]
}

/** Makes members with invented names, spread over the departments. */
export function someMembers(count: number, departments: Department[]): Member[] {
  const homes = departments.filter(({ kind }) => kind === 'department')
  return Array.from({ length: count }, (_, i) => {
    const name =
      SURNAMES[i % 20]! + GIVEN[(i * 7 + Math.floor(i / 20)) % 30]! + GIVEN[Math.floor(i / 20) % 30]!
    const home = homes[i % homes.length]!
    const number = String(i).padStart(5, '0')
    return newMember(
      {
        _id: `b${i}`,
        openid: `o-b${i}`,
        name,
        kind: 'staff',
        departments: [home.id],
        account: `k${number}`,
        phone: `199000${number}`,
        posts: ['讲师'],
      },
      // A member's search terms need only their own department; passing all of them for every member would take long.
      [home],
    )
  })
}

/** Starts a cloud that holds so many people and nothing else. */
function populated(count: number): Promise<LocalCloud> {
  const departments = someDepartments(Math.ceil(count / IN_A_DEPARTMENT))
  const tree = { _id: 'tree', version: 1, lastKey: '', departments, renamed: [] }
  return start({ seed: () => ({ organisation: [tree], members: someMembers(count, departments) }) })
}

const QUESTIONS: [title: string, op: string, input: object][] = [
  ['tree', 'tree', {}],
  ['department', 'department', { id: 'd3' }],
  ['colleagues', 'colleagues', {}],
  ['search: one letter', 'search', { text: 'l' }],
  ['search: a name', 'search', { text: '林红' }],
  ['search: a post and initials', 'search', { text: '讲师 lj' }],
  ['search: characters and letters', 'search', { text: '林jh' }],
  ['search: a post and syllables', 'search', { text: '讲师 lin hong wei' }],
  ['search: a phone number', 'search', { text: '19900000000' }],
  ['person', 'person', { id: 'b1' }],
]

/** Measures lookups of people, by the number of members. */
export async function benchDirectory(): Promise<DirectoryCost[]> {
  const costs: DirectoryCost[] = []
  for (const count of SIZES) {
    const cloud = await populated(count)
    for (const [operation, op, input] of QUESTIONS) {
      const cost = await ask(cloud, op, input)
      const least = costs.find(one => one.operation === operation)?.milliseconds ?? cost.milliseconds
      const growth = Number((cost.milliseconds / least).toFixed(1))
      costs.push({ operation, members: count, ...cost, growth })
    }
    await cloud.close()
  }
  return costs
}

const ROUNDS = 10

/** The median of some calls, after one that warms up. */
async function ask(cloud: LocalCloud, op: string, input: object) {
  const call = () => cloud.call('o-b0', 'directory', { op, input })
  const outcome: Outcome = await call()
  if (!outcome.reply.ok) throw new Error(`${op}: ${outcome.reply.error.code}`)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now()
    await call()
    times.push(performance.now() - started)
  }
  const data = outcome.reply.data as { items?: unknown[]; departments?: unknown[] }
  return {
    found: (data.items ?? data.departments ?? [data]).length,
    databaseCalls: outcome.databaseCalls,
    databaseBytes: outcome.databaseBytes,
    replyBytes: Buffer.byteLength(JSON.stringify(outcome.reply)),
    milliseconds: Number(times.sort((a, b) => a - b)[ROUNDS / 2]!.toFixed(1)),
  }
}
