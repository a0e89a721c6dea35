import { WECHAT_CONFIRMED } from '#contract/account.messages'
import type { directory } from '#contract/directory'
import { refuse } from '#contract/kernel/errors'
import { members } from '../../kernel/identity/actor'
import { loadAdministered, toPersonView } from '../../kernel/identity/person'
import { canConfirmWechat } from '../../kernel/identity/person-view'
import { type Message, toMail } from '../../kernel/messages/message'
import { revise } from '../../kernel/revise'
import type { Handlers } from '../../kernel/serve'

/** @throws Refusal BEYOND_OWN_RIGHTS, NOT_FOUND without a request */
export const confirmWechat: Handlers<typeof directory>['confirmWechat'] = async (
  { id, version },
  context,
) => {
  const { actor, now, newId } = context
  const words = { title: WECHAT_CONFIRMED.title, text: WECHAT_CONFIRMED.text(actor.name) }
  const told: Message = {
    id: newId(),
    feature: 'directory',
    to: [id],
    ...words,
    about: [actor._id],
    at: now,
    mail: toMail(words),
  }
  const person = await revise(members, context, {
    op: 'confirmWechat',
    seen: version,
    load: () => loadAdministered(id, actor),
    decide(before) {
      if (!canConfirmWechat(before, actor)) refuse('BEYOND_OWN_RIGHTS')
      const { wechatRequest: asked, name, departments } = before
      if (!asked) return refuse('NOT_FOUND')
      return {
        set: { wechatRequest: { ...asked, confirmed: true as const } },
        audit: { action: 'confirmWechat', departments, target: { kind: 'member', id, name } },
        messages: [told],
      }
    },
    view: current => toPersonView(current, actor),
  })
  return toPersonView(person, actor)
}
