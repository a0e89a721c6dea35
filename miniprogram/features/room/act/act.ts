import { Refusal } from '../../../contract/kernel/errors'
import { clockOf, dateOf, startOf } from '../../../contract/kernel/time'
import { type Interval, MAX_PERIOD_DAYS, type ReservationView, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { dayWords, endClock } from '../../../ui/date-words'
import { intervalOf, type Picked, periodProblem } from '../../../ui/period-picker/view'
import { explain, type Phase } from '../../../ui/phase'
import { sending } from '../../../ui/sheet'
import { alternativesOf, type Offer, slotOf } from '../booking/view'
import { moveOffers, spansDays, type Task, taskWords } from './view'

const rooms = client(room)

/** The sheet that asks once more before an action on a reservation. Triggers `close`, and `done` with the result. */
Component({
  properties: {
    /** The Task at hand; the sheet is open while there is one. */
    task: { type: Object, value: null as unknown as Task },
  },
  data: {
    phase: 'ready' as Phase,
    shown: null as Task | null,
    words: null as ReturnType<typeof taskWords> | null,
    reason: '',
    problem: '',
    /** Moving inside a day: the day and the starts it leaves. */
    date: '',
    dateWords: '',
    offers: [] as Offer[],
    clocks: [] as string[],
    chosen: -1,
    /** Moving what lasts longer than a day: both ends. */
    picked: null as Picked | null,
    alternatives: [] as ReturnType<typeof alternativesOf>,
  },
  observers: {
    task(task: Task | null) {
      if (task) this.open(task)
    },
  },
  methods: {
    ...sending(request),
    open(task: Task) {
      const { from } = task.reservation
      this.setData({
        phase: 'ready',
        shown: task,
        words: taskWords(task, Date.now()),
        reason: '',
        problem: '',
      })
      this.setData({ alternatives: [], picked: null, date: '' })
      if (task.action !== 'move') return
      if (spansDays(task.reservation)) this.setData({ picked: pickedOf(task.reservation) })
      else void this.showDay(from.slice(0, 10))
    },
    pickDate(event: WechatMiniprogram.PickerChange) {
      void this.showDay(event.detail.value as string)
    },
    async showDay(date: string) {
      const { reservation } = this.data.shown as Task
      const dateWords = dayWords(startOf(date), Date.now())
      this.setData({ phase: 'loading', date, dateWords, offers: [], clocks: [], chosen: -1, problem: '' })
      try {
        const day = await rooms.day({ roomId: reservation.roomId, date })
        const offers = moveOffers(day, reservation, Date.now())
        this.setData({ phase: 'ready', offers, clocks: offers.map(({ from }) => clockOf(Date.parse(from))) })
      } catch (error) {
        this.setData({ phase: 'ready', problem: explain(error).message })
      }
    },
    choose(event: WechatMiniprogram.TouchEvent) {
      this.setData({ chosen: Number(event.currentTarget.dataset.index), problem: '' })
    },
    pickPeriod(event: WechatMiniprogram.CustomEvent<Picked>) {
      this.setData({ picked: event.detail, problem: '' })
    },
    typeReason(event: WechatMiniprogram.Input) {
      this.setData({ reason: event.detail.value, problem: '' })
    },
    async confirm() {
      const problem = this.missing()
      if (problem) this.setData({ problem })
      else await this.ask(this.slot())
    },
    missing(): string | undefined {
      const { shown, words, reason, picked } = this.data
      if (words?.reason === 'required' && !reason.trim()) return '请写明原因'
      if (shown?.action !== 'move') return undefined
      if (picked) return periodProblem(picked, MAX_PERIOD_DAYS)
      return this.slot() ? undefined : '请选新的开始时间'
    },
    slot(): Interval | undefined {
      const { picked, offers, chosen } = this.data
      if (picked) return intervalOf(picked)
      const offer = offers[chosen]
      return offer && slotOf(offer)
    },
    async take(event: WechatMiniprogram.TouchEvent) {
      const { from, to } = this.data.alternatives[Number(event.currentTarget.dataset.index)]!
      await this.ask({ from, to })
    },
    async ask(slot?: Interval) {
      const { shown, reason } = this.data
      if (shown) await this.send({ ...shown, reason: reason.trim(), slot })
    },
    /** A move stays in its room, so only other times are a way out. */
    fail(error: unknown) {
      const { code, message } = explain(error)
      const details = error instanceof Refusal ? error.info.details : undefined
      const alternatives = alternativesOf(code, details, Date.now()).filter(
        one => one.roomId === this.data.shown?.reservation.roomId,
      )
      this.setData({ phase: 'ready', problem: message, alternatives })
    },
  },
})

interface Asked extends Task {
  reason: string
  slot: Interval | undefined
}

function request(
  { action, reservation, reason, slot }: Asked,
  options: { key: string },
): Promise<ReservationView> {
  const input = { reservationId: reservation.id, ...slot, ...(reason && { reason }) }
  switch (action) {
    case 'approve':
      return rooms.approve({ reservationId: reservation.id }, options)
    case 'refuse':
      return rooms.refuse({ reservationId: reservation.id, reason }, options)
    case 'cancel':
      return rooms.cancel(input, options)
    case 'move':
      return rooms.move({ ...input, ...(slot as Interval) }, options)
  }
}

function pickedOf({ from, to }: Interval): Picked {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  return { fromDate: dateOf(start), fromTime: clockOf(start), toDate: dateOf(end - 1), toTime: endClock(end) }
}
