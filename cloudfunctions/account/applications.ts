import { createHash } from 'node:crypto'
import type { account } from '#contract/account'
import type { Department } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import type { Input } from '#contract/kernel/rpc'
import type { Member } from '../kernel/actor'
import { type Application, applications, applicationView } from '../kernel/application'
import { pressOf } from '../kernel/press'
import type { Handlers } from '../kernel/serve'
import { table } from '../kernel/table'
import { TREE_ID, type TreeDocument } from '../kernel/tree'
import { commands } from './change'

const organisation = table<TreeDocument>('organisation')

export const applying: Pick<Handlers<typeof account>, 'apply' | 'application'> = {
  async apply(input, { actor, openid = refuse('NO_WECHAT'), now, key }) {
    if (!mayApply(actor)) refuse('ALREADY_JOINED')
    const lastKey = pressOf('apply', key)
    const { departments, application } = await look(openid)
    if (lastKey && application?.lastKey === lastKey) return applicationView(application)
    if (!departments.some(({ id }) => id === input.departmentId))
      refuse('NOT_FOUND', { field: 'departmentId' })
    if (application?.state === 'pending') refuse('ALREADY_APPLIED')
    const row = rowOf(input, { openid, at: now, lastKey, version: (application?.version ?? 0) + 1 })
    if (await write(row, application)) return applicationView(row)
    const winner = (await look(openid)).application
    return winner && lastKey && winner.lastKey === lastKey
      ? applicationView(winner)
      : refuse('ALREADY_APPLIED')
  },

  async application(_, { openid }) {
    const { departments, application } = await look(openid ?? '')
    return {
      departments: departments.map(({ id, name, parent }) => ({ id, name, parent })),
      phoneButton: process.env.PHONE_BUTTON !== 'off',
      ...(application && { application: applicationView(application) }),
    }
  },
}

/** Whoever is no member: a stranger, somebody who left, or somebody from outside. */
const mayApply = (actor: Member | null): boolean =>
  !actor || actor.state === 'left' || (actor.state === 'active' && actor.kind === 'outside')

/** The organisation and the caller's request, in one call. */
async function look(openid: string): Promise<{ departments: Department[]; application?: Application }> {
  const [found] = await organisation.aggregate<TreeDocument & { applications: Application[] }>(1, pipeline =>
    pipeline
      .match({ _id: TREE_ID })
      .addFields({ applicationId: applicationIdOf(openid) })
      .lookup({ from: 'applications', localField: 'applicationId', foreignField: '_id', as: 'applications' }),
  )
  return { departments: found?.departments ?? [], application: found?.applications[0] }
}

/** Each WeChat has one document, so it cannot have two requests that wait. */
export const applicationIdOf = (openid: string): string =>
  createHash('sha256').update(`application\n${openid}`).digest('hex').slice(0, 32)

const OPTIONAL = { phone: undefined, mail: undefined, reason: undefined, answer: undefined }

function rowOf(
  input: Input<(typeof account)['ops']['apply']>,
  made: Pick<Application, 'openid' | 'at' | 'lastKey' | 'version'>,
): Application {
  return { _id: applicationIdOf(made.openid), state: 'pending', ...input, ...made }
}

/** Over what was decided before, or as the first; false when another press came in between. */
function write(row: Application, before: Application | undefined): Promise<boolean> {
  if (!before) return applications.add(row)
  const { _id, ...fields } = row
  return applications.update({ _id, version: before.version }, commands({ ...OPTIONAL, ...fields }))
}
