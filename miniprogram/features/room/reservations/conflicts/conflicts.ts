import { MAX_PERIOD_DAYS, type ReservationView, room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { listPage, replaceItem } from '../../../../ui/list-page'
import { pendingAction } from '../../../../ui/pending-action'
import { intervalOf, type Picked, periodProblem } from '../../../../ui/period-picker/view'
import type { Phase } from '../../../../ui/phase'
import { elsewhere } from '../change-sheet/elsewhere'
import type { PendingAction } from '../reservation-actions/view'
import { firstPicked, foundWords } from './view'

const rooms = client(room)
const list = listPage<ReservationView, { asked: Picked | null }>(
  async (page, { asked }) =>
    asked ? rooms.conflicts({ ...intervalOf(asked), page }) : { items: [] as ReservationView[] },
  (items, next) => ({ found: foundWords(items.length, next !== '') }),
)
const actions = pendingAction<PendingAction>()

Page({
  ...list,
  ...actions,
  ...elsewhere,
  data: {
    ...list.data,
    ...actions.data,
    ...elsewhere.data,
    phase: 'ready' as Phase,
    picked: null as Picked | null,
    problem: '',
    /** The period that was asked for; null before the first query. */
    asked: null as Picked | null,
    found: '',
  },

  onLoad() {
    this.setData({ picked: firstPicked(Date.now()) })
  },

  /** The search starts with the button; its result is brought up to date when the page is shown again. */
  async onShow() {
    if (this.data.asked) await this.refresh()
  },

  onPeriod(event: WechatMiniprogram.CustomEvent<Picked>) {
    this.setData({ picked: event.detail, problem: '' })
  },

  async submit() {
    const { picked, phase } = this.data
    if (!picked || phase === 'loading') return
    const problem = periodProblem(picked, MAX_PERIOD_DAYS)
    if (problem) return this.setData({ problem })
    this.setData({ asked: picked })
    await this.retry()
  },

  /** A moved or cancelled reservation stays in the list, so that the administrator can still call its holder. */
  onDone(event: WechatMiniprogram.CustomEvent<ReservationView>) {
    this.endAction()
    this.endChange()
    this.show(replaceItem(this.data.items, event.detail))
  },
})
