import { CHANNEL, type FailureView } from '../../../contract/message'
import { momentWords } from '../../../ui/date-words'

/** A delivery that was given up, as the list shows it. */
interface FailureRow extends FailureView {
  /** `短信 · 发给 林知微 · 试了 5 次`. */
  line: string
  when: string
  /** The meaning of the carrier's code, where that is known, and the code. */
  why: string
}

const MEANINGS: [code: RegExp, words: string][] = [
  [/^5\d\d$/, '收件方的邮箱拒收'],
  [/^(LimitExceeded|45009)/, '超过了发送次数的限制'],
  [/InsufficientBalance/, '短信余额不足'],
  [/Template/, '短信模板没有通过审核，或与内容不符'],
  [/^(47003|40037|41030)$/, '订阅消息的模板与内容不符'],
  [/^(E[A-Z]+|-1|InternalError.*)$/, '连不上发送服务'],
]

export function rowOf(failure: FailureView, now: number): FailureRow {
  const { channel, to, tries, reason, at } = failure
  const words = MEANINGS.find(([code]) => code.test(reason))?.[1]
  return {
    ...failure,
    why: words ? `${words}（${reason}）` : reason,
    line: `${CHANNEL[channel]} · 发给 ${to || '已移除的成员'} · 试了 ${tries} 次`,
    when: momentWords(at, now),
  }
}
