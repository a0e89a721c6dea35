import { MEMBER_KIND, type Me, PRIVACY_VERSION } from '../../contract/account'
import { DUTIES, isServed } from '../../contract/features/index'

const STATES = { stranger: '还不是本单位成员', active: '', frozen: '账号已冻结', left: '已离开本单位' }

export interface Profile {
  name: string
  id: string
  avatar: string
  about: string
  duties: string[]
}

/** The person in the words of the page. */
export function profile(me: Me): Profile {
  const name = me.name ?? '访客'
  const about = me.state === 'active' && me.kind ? MEMBER_KIND[me.kind] : STATES[me.state]
  const duties = (me.duties ?? []).filter(isServed).map(duty => DUTIES[duty])
  return { id: me.id ?? '', name, avatar: me.avatar ?? '', about, duties }
}

/** Whether the person has not agreed to the privacy notice as it is now. */
export const asksConsent = ({ state, consent }: Me): boolean =>
  state === 'active' && consent !== PRIVACY_VERSION
