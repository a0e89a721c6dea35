import type { LocalCloud } from '../../scripts/local-cloud/cloud'
import type { Fault } from '../../scripts/local-cloud/faults'

const inDatabase = (action: string): boolean => action.startsWith('database.')

/** True for an action that asks the database to change something. */
export const writes = (action: string): boolean =>
  /^database\.(?:insert|add|modify|update|remove|delete)/.test(action)

/** True for an action that leaves something behind; what is uploaded follows after its action is answered. */
const leaves = (action: string): boolean =>
  writes(action) || /^storage\.batchDelete|^(?!database|storage)/.test(action)
const uploads = (action: string): boolean => action.startsWith('storage.getUpload')

/** What the work came to, and what the cloud was asked to do on the way. */
export async function watched<T>(cloud: LocalCloud, work: () => Promise<T>) {
  const asked = jest.spyOn(cloud.faults, 'around')
  const outcome = await work()
  const actions = asked.mock.calls.map(([action]) => action)
  asked.mockRestore()
  return { outcome, actions }
}

/**
 * Everything that can interrupt work that asks the cloud for these actions: each one refused; each that leaves
 * something behind done, and nobody learns of it; and the process killed then. Killed after any other it would leave no
 * more than if it had been killed before.
 */
export function troublesOf(actions: readonly string[]): Fault[] {
  let uploaded = false
  return actions.flatMap((action, i): Fault[] => {
    const count = (same: (one: string) => boolean) => actions.slice(0, i + 1).filter(same).length
    const nth = count(one => one === action)
    const faults: Fault[] = [{ action, nth, kind: 'error', when: 'before' }]
    if (inDatabase(action) && uploaded)
      faults.push({ action: 'database.*', nth: count(inDatabase), kind: 'kill', when: 'before' })
    if (leaves(action))
      faults.push({ action, nth, kind: 'error', when: 'after' }, { action, nth, kind: 'kill', when: 'after' })
    uploaded = uploads(action) || (uploaded && !inDatabase(action))
    return faults
  })
}

/** Does the work with the trouble in its way; a function may die of it. */
export async function interrupted(cloud: LocalCloud, fault: Fault, work: () => Promise<unknown>) {
  cloud.faults.add(fault)
  await work().catch(error => expect(error.code).toBe('FUNCTIONS_EXECUTE_FAIL'))
  cloud.faults.clear()
}
