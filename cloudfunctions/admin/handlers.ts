import { access } from '#contract/access'
import { account } from '#contract/account'
import type { admin } from '#contract/admin'
import { directory } from '#contract/directory'
import type { Duty } from '#contract/features/index'
import { accountKey } from '#contract/kernel/canonical-text'
import { type Refusal, refuse } from '#contract/kernel/errors'
import { message } from '#contract/message'
import { _ } from '../kernel/data/cloud'
import { members } from '../kernel/identity/actor'
import { administrators, claimFirst } from '../kernel/identity/administrators'
import { asSystem, type Handlers } from '../kernel/serve'
import { HELP } from './help'
import { lint } from './lint'

/** Attempts to freeze a member whom other writes keep changing. */
const TRIES = 4

/** Each request of the console is performed by the function of its feature, under that function's rules. */
export const handlers: Handlers<typeof admin> = {
  help: async () => ({ operations: Object.entries(HELP).map(([op, help]) => ({ op, ...help })) }),

  async firstAdministrator({ account: name }, { key, now }) {
    const member = await members.first({
      accountKey: accountKey(name),
      state: 'active',
      erasedAt: _.exists(false),
    })
    if (!member) refuse('NOT_FOUND', { field: 'account' })
    // A retry after an interruption finds its own claim; of several callers at once, one gets it.
    if (!(await claimFirst(member._id, now)) && !(await claimed(member._id))) refuse('ADMINISTRATOR_EXISTS')
    const give = (duty: Duty) =>
      asSystem(access, 'grantDuty', { id: member._id, duty, scope: ['*'] }, key && pressFor(duty, key))
    await give('system.admin')
    return give('directory.admin')
  },

  async import({ fileId, importId, undo, release, complete }, { key }) {
    if (importId && undo) return asSystem(directory, 'importUndo', { importId }, key)
    if (importId) return asSystem(directory, 'importStep', { importId, release }, key)
    return asSystem(directory, 'importCheck', { fileId, complete }, key)
  },

  grantDuty: (input, { key }) => asSystem(access, 'grantDuty', input, key),
  /** Retries on CONFLICT, because a freeze must take effect at once, even while the account is being changed. */
  async freeze({ id, reason }, { key }) {
    for (let tries = 1; ; tries++) {
      const { version } = await asSystem(directory, 'person', { id })
      try {
        return await asSystem(directory, 'freeze', { id, reason, version }, key)
      } catch (error) {
        if (tries === TRIES || (error as Refusal).code !== 'CONFLICT') throw error
      }
    }
  },
  why: input => asSystem(access, 'why', input),
  lint,

  retryMessages: (_input, { key }) => asSystem(message, 'retryAll', {}, key),
  exportPerson: ({ id }, { key }) => asSystem(account, 'export', { memberId: id }, key),

  async erasePerson({ id }, { key }) {
    const { erasedAt } = await asSystem(account, 'erase', { memberId: id }, key)
    return { erasedAt: erasedAt! }
  },
}

/** Each duty is granted with a key of its own, cut to the length that a key may have. */
const pressFor = (duty: Duty, key: string): string => `${duty}:${key}`.slice(0, 64)

/** Whether this member is the only one claimed as administrator. */
async function claimed(memberId: string): Promise<boolean> {
  const named = await administrators()
  return named.length === 1 && named[0] === memberId
}
