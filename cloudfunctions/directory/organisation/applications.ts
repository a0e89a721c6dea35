import * as v from 'valibot'
import type { directory } from '#contract/directory'
import { DIRECTORY_NEWS } from '#contract/directory-news'
import { refuse } from '#contract/kernel/errors'
import { type Member, members } from '../../kernel/actor'
import { type Application, applications, applicationView } from '../../kernel/application'
import { auditRow, noting } from '../../kernel/audit'
import { _ } from '../../kernel/cloud'
import { paged, placeOf } from '../../kernel/cursor'
import { asMail, type Message, telling } from '../../kernel/message'
import { ALL, can, reach } from '../../kernel/policy'
import { pressOf } from '../../kernel/press'
import { newMember } from '../../kernel/roster'
import type { Context, Handlers } from '../../kernel/serve'
import { isDuplicate } from '../../kernel/table'
import { type Look, look, takenIn } from './look'

const place = v.tuple([v.pipe(v.string(), v.isoTimestamp()), v.string()])

export const list: Handlers<typeof directory>['applications'] = async ({ page }, { actor }) => {
  const inside = reach(actor, 'directory.admin')
  const conditions: object[] = [
    { state: 'pending' },
    ...(inside === ALL ? [] : [{ departmentId: _.in(inside) }]),
  ]
  if (page.after) {
    const [at, id] = placeOf(place, page.after)
    conditions.push(_.or([{ at: _.gt(new Date(at)) }, { at: new Date(at), _id: _.gt(id) }]))
  }
  const rows = await applications.aggregate<Application>(page.size + 1, pipeline =>
    pipeline
      .match(_.and(conditions))
      .sort({ at: 1, _id: 1 })
      .limit(page.size + 1),
  )
  return paged(rows, page.size, applicationView, ({ at, _id }) => [at.toISOString(), _id])
}

/**
 * The decision is written first, so that of two administrators one is heard; then the member, under an id that
 * follows from the application, so that pressing again completes what was interrupted.
 */
export const decide: Handlers<typeof directory>['decide'] = async ({ id, accept, reason }, context) => {
  const { actor, key } = context
  const lastKey = pressOf('decide', key)
  const asked = await look(applications, id, 'own')
  if (!asked || !can(actor, 'directory.admin', asked.found.departmentId)) refuse('NOT_FOUND')
  const { found: application } = asked
  const taken = takenIn(asked, former(asked))
  const state = accept ? 'accepted' : 'refused'
  const decided: Application = {
    ...application,
    state,
    version: application.version + 1,
    lastKey,
    ...(reason && { answer: reason }),
  }
  const pressed = lastKey !== '' && application.lastKey === lastKey
  if (application.state !== 'pending') {
    if (application.state !== state || !(accept || pressed)) refuse('CONFLICT')
    return accept ? join(asked, application, context) : applicationView(application)
  }
  if (accept && !asked.departments.some(({ id: one }) => one === application.departmentId))
    refuse('NOT_FOUND', { field: 'departmentId' })
  if (accept && taken) refuse(taken === 'openid' ? 'ALREADY_JOINED' : 'ALREADY_REGISTERED', { field: taken })
  if (await write(application, decided, context))
    return accept ? join(asked, decided, context) : applicationView(decided)
  const current = await applications.first({ _id: id })
  return current && lastKey && current.lastKey === lastKey ? applicationView(current) : refuse('CONFLICT')
}

function write(before: Application, after: Application, { actor, now, newId }: Context): Promise<boolean> {
  const { _id, version, departmentId, name } = before
  const { state, answer, lastKey } = after
  return applications.update(
    { _id, version },
    {
      state,
      ...(answer && { answer }),
      version: _.inc(1),
      lastKey,
      ...noting(
        auditRow(actor, {
          id: newId(),
          at: now,
          action: 'decide',
          departments: [departmentId],
          target: { kind: 'application', id: _id, name },
          after: { state },
          ...(answer && { reason: answer }),
        }),
      ),
    },
  )
}

/**
 * The applicant's own row, where they are somebody from outside, or who left: it becomes the new member's. Nobody who
 * is frozen gets out of that by a request.
 */
function former({ others, found }: Look<Application>): Member | undefined {
  const row = others.openid
  const theirs =
    row &&
    row.state !== 'frozen' &&
    (row.kind === 'outside' || row.state === 'left' || row.account === found.account)
  return theirs ? row : undefined
}

/** The administrator vouches for the applicant, whose WeChat is bound at once; there is one member however often this runs. */
async function join(asked: Look<Application>, application: Application, { now }: Context) {
  const { departments } = asked
  const { openid, name, departmentId, post, account, phone, mail } = application
  const row = former(asked)
  if (row && row.account === account && row.state === 'active') return applicationView(application)
  const _id = row?._id ?? memberIdOf(application)
  const home = departments.find(({ id }) => id === departmentId)
  const member = newMember(
    {
      _id,
      openid,
      name,
      account,
      kind: home?.kind === 'class' ? 'student' : 'staff',
      departments: [departmentId],
      posts: post ? [post] : [],
      ...(phone && { phone }),
      ...(mail && { mail }),
    },
    departments,
  )
  const told = invitation(memberIdOf(application), _id, name, now)
  const done = row ? await takeOver(row, member, told) : await members.add({ ...member, outbox: [told] })
  if (done || (await members.first({ _id, account }))) return applicationView(application)
  // Somebody else has registered the same a moment ago: it is to be decided again.
  const open = { state: 'pending', version: _.inc(1), lastKey: '' }
  await applications.update({ _id: application._id, version: application.version }, open)
  return refuse('ALREADY_REGISTERED')
}

/** A WeChat that applies again after it left becomes another member. */
const memberIdOf = ({ _id, version }: Application): string => `${_id}-${version}`

/** What the row was known by goes on: its repairs and messages are the member's. */
function takeOver(row: Member, member: Member, told: Message): Promise<boolean> {
  const { _id, version: _version, lastKey: _key, shows: _shows, ...fields } = member
  return members
    .update(
      { _id, version: row.version },
      {
        ...fields,
        departments: _.set(fields.departments),
        posts: _.set(fields.posts),
        terms: _.set(fields.terms),
        duties: _.set([]),
        leftAt: _.remove(),
        erasedAt: _.remove(),
        version: _.inc(1),
        ...telling([told]),
      },
    )
    .catch(error => {
      if (isDuplicate(error)) return false
      throw error
    })
}

const invitation = (id: string, memberId: string, name: string, now: Date): Message => ({
  id,
  feature: 'directory',
  to: [memberId],
  at: now,
  ...DIRECTORY_NEWS.joined(),
  sms: { template: 'joined', values: [name] },
  mail: asMail(DIRECTORY_NEWS.joinedMail(name)),
})
