import { COOLING_OFF_DAYS, type Me, PRIVACY_VERSION } from '../../../contract/account'
import { momentWords } from '../../../ui/date-words'

export interface Standing {
  /** The person is a member or from outside, and so has data here. */
  joined: boolean
  agreed: boolean
  /** The moment until which the person can withdraw; empty when no erasing was requested. */
  erasing: string
}

export function standing({ state, consent, erasedAt }: Me, now: number): Standing {
  return {
    joined: state === 'active',
    agreed: consent === PRIVACY_VERSION,
    erasing: erasedAt ? momentWords(erasedAt, now) : '',
  }
}

/** The names under which exported files are sent. */
export const FILE_NAMES = { csv: '我的微办公数据.csv', json: '我的微办公数据.json' }

/** The questions before actions that are hard to undo. */
export const QUESTIONS = {
  unbind: {
    title: '解除微信绑定',
    content: '解除后，这个微信不能再使用微办公；以后可以用登记的手机号或邮箱重新加入。',
    confirmText: '解除绑定',
  },
  erase: {
    title: '注销账号',
    content: `${COOLING_OFF_DAYS} 天后删除你的全部个人数据，删除后无法恢复。在那之前随时可以撤回。`,
    confirmText: '申请注销',
  },
}
