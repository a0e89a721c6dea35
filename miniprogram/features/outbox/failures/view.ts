import { clockOf } from '../../../contract/kernel/time'
import { CHANNEL, type FailureView } from '../../../contract/outbox'
import { dayWords } from '../../../ui/when'

/** A delivery that was given up, as the list shows it. */
export interface FailureRow extends FailureView {
  /** `短信 · 发给 林知微 · 试了 5 次`. */
  line: string
  when: string
}

export function rowOf(failure: FailureView, now: number): FailureRow {
  const { channel, to, tries, at } = failure
  const moment = Date.parse(at)
  return {
    ...failure,
    line: `${CHANNEL[channel]} · 发给 ${to || '已移除的成员'} · 试了 ${tries} 次`,
    when: `${dayWords(moment, now)} ${clockOf(moment)}`,
  }
}
