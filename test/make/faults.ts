import type { LocalCloud } from '../../scripts/local-cloud/cloud'
import type { Fault } from '../../scripts/local-cloud/faults'

const inDatabase = (action: string): boolean => action.startsWith('database.')

/** True for an action that asks the database to change something. */
export const isWrite = (action: string): boolean =>
  /^database\.(?:insert|add|modify|update|remove|delete)/.test(action)

/** True for an action that leaves something behind; an upload follows after its action is answered. */
const leavesTrace = (action: string): boolean =>
  isWrite(action) || /^storage\.batchDelete|^(?!database|storage)/.test(action)
const isUpload = (action: string): boolean => action.startsWith('storage.getUpload')

/** Does the work and records the actions that the cloud is asked for meanwhile. */
export async function recordActions<T>(cloud: LocalCloud, work: () => Promise<T>) {
  const asked = jest.spyOn(cloud.faults, 'around')
  const outcome = await work()
  const actions = asked.mock.calls.map(([action]) => action)
  asked.mockRestore()
  return { outcome, actions }
}

/**
 * Every fault that can interrupt work which asks the cloud for these actions: each action refused; each that leaves
 * something behind done without an answer; and a crash then. A crash after any other action leaves no more than one
 * before it.
 * @param crash `cutoff` leaves the same behind as `kill`, and takes a fraction of the time
 */
export function faultsFor(actions: readonly string[], crash: 'kill' | 'cutoff'): Fault[] {
  let uploaded = false
  return actions.flatMap((action, i): Fault[] => {
    const count = (same: (other: string) => boolean) => actions.slice(0, i + 1).filter(same).length
    const nth = count(other => other === action)
    const faults: Fault[] = [{ action, nth, kind: 'error', when: 'before' }]
    if (inDatabase(action) && uploaded)
      faults.push({ action: 'database.*', nth: count(inDatabase), kind: crash, when: 'before' })
    if (leavesTrace(action))
      faults.push({ action, nth, kind: 'error', when: 'after' }, { action, nth, kind: crash, when: 'after' })
    uploaded = isUpload(action) || (uploaded && !inDatabase(action))
    return faults
  })
}

/** True for a fault that strikes before an action which changes nothing. */
export const isBeforeRead = ({ action, kind, when }: Fault): boolean =>
  kind === 'error' && when === 'before' && !leavesTrace(action) && !isUpload(action)

/** Does the work with the fault in its way; a function may die of it. */
export async function interrupt(cloud: LocalCloud, fault: Fault, work: () => Promise<unknown>) {
  cloud.faults.add(fault)
  await work().catch(error => expect(error.code).toBe('FUNCTIONS_EXECUTE_FAIL'))
  cloud.faults.clear()
}
