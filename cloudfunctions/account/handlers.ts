import type { account } from '#contract/account'
import type { Member } from '../kernel/actor'
import type { Handlers } from '../kernel/serve'

export const handlers = {
  async me(_: unknown, { actor }: { actor: Member | null }) {
    if (!actor) return { state: 'stranger' }
    const { _id: id, state, name, kind, departments, duties } = actor
    // Who is frozen or has left learns no more than that.
    if (state !== 'active') return { state }
    return { state, id, name, kind, departments, duties: duties.map(({ duty }) => duty) }
  },
} as unknown as Handlers<typeof account>
