import { Refusal } from '../../../../contract/kernel/errors'
import { dateOf, startOf } from '../../../../contract/kernel/time'
import {
  type DayView,
  type Interval,
  MAX_PERIOD_DAYS,
  type ReservationView,
  room,
} from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import type { ActionSpec } from '../../../../ui/action-sheet/spec'
import { dayWords, minutesBetween } from '../../../../ui/date-words'
import type { Option } from '../../../../ui/options'
import { intervalOf, type Picked, periodProblem } from '../../../../ui/period-picker/view'
import { explain, type Phase } from '../../../../ui/phase'
import { sending } from '../../../../ui/sheet'
import { alternativesOf, type Offer, slotOf } from '../booking/view'
import {
  doneWords,
  endOptions,
  moveLengths,
  moveOffers,
  type PendingAction,
  pickedOf,
  spansDays,
  specOf,
  startOption,
  subjectOf,
} from './view'

const rooms = client(room)

/** Data of a sheet that is not about moving. */
const NO_MOVE = {
  date: '',
  dateWords: '',
  offers: [] as Offer[],
  starts: [] as Option<string>[],
  start: '',
  day: null as DayView | null,
  lengths: [] as Option<number>[],
  /** The length to move to. */
  minutes: 0,
  picked: null as Picked | null,
  alternatives: [] as ReturnType<typeof alternativesOf>,
}

/** The sheet for an action on a reservation. Triggers `close`, and `done` with the ReservationView as it is then. */
Component({
  properties: {
    /** The PendingAction; the sheet is open while there is one. */
    pending: { type: Object, value: null as unknown as PendingAction },
  },
  data: {
    ...NO_MOVE,
    phase: 'ready' as Phase,
    current: null as PendingAction | null,
    spec: null as ActionSpec | null,
    subject: '',
    words: '',
    problem: '',
  },
  observers: {
    pending(pending: PendingAction | null) {
      if (pending) this.begin(pending)
    },
  },
  methods: {
    ...sending(request),
    async finish(reservation: ReservationView) {
      const { action } = this.data.current as PendingAction
      this.triggerEvent('done', reservation)
      await wx.showToast({ title: doneWords(action, reservation), icon: 'success' })
    },
    begin(pending: PendingAction) {
      this.setData({
        ...NO_MOVE,
        phase: 'ready',
        current: pending,
        spec: specOf(pending),
        subject: subjectOf(pending, Date.now()),
        words: '',
        problem: '',
      })
      const { action, reservation } = pending
      if (action === 'extend') void this.showEnds(reservation)
      if (action !== 'move') return
      if (spansDays(reservation)) this.setData({ picked: pickedOf(reservation) })
      else void this.showDay(reservation.from.slice(0, 10))
    },
    onDate(event: WechatMiniprogram.PickerChange) {
      void this.showDay(event.detail.value as string)
    },
    async showDay(date: string) {
      const { reservation } = this.data.current as PendingAction
      const minutes = this.data.minutes || minutesBetween(reservation.from, reservation.to)
      const words = dayWords(startOf(date), Date.now())
      this.setData({ ...NO_MOVE, phase: 'loading', date, dateWords: words, problem: '' })
      try {
        const day = await rooms.day({ roomId: reservation.roomId, date })
        this.setData({ phase: 'ready', day, lengths: moveLengths(day, reservation) })
        this.showStarts(minutes)
      } catch (error) {
        this.setData({ phase: 'ready', problem: explain(error).message })
      }
    },
    onLength(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
      this.showStarts(event.detail.value)
    },
    showStarts(minutes: number) {
      const { day, current } = this.data
      if (!day || !current) return
      const offers = moveOffers(day, current.reservation, Date.now(), minutes)
      this.setData({ minutes, offers, starts: offers.map(startOption), start: '', problem: '' })
    },
    async showEnds(reservation: ReservationView) {
      this.setData({ phase: 'loading' })
      try {
        const { roomId, to } = reservation
        const day = await rooms.day({ roomId, date: dateOf(Date.parse(to)) })
        this.setData({ phase: 'ready', starts: endOptions(day, reservation) })
      } catch (error) {
        this.setData({ phase: 'ready', problem: explain(error).message })
      }
    },
    onStart(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ start: event.detail.value, problem: '' })
    },
    onPeriod(event: WechatMiniprogram.CustomEvent<Picked>) {
      this.setData({ picked: event.detail, problem: '' })
    },
    onWords(event: WechatMiniprogram.CustomEvent<{ words: string }>) {
      this.setData({ words: event.detail.words, problem: '' })
    },
    async onConfirm() {
      const problem = this.slotProblem()
      if (problem) this.setData({ problem })
      else await this.act(this.slot())
    },
    /** Taking a way out keeps the words that were written. */
    async onAlternative(event: WechatMiniprogram.TouchEvent) {
      const { from, to } = this.data.alternatives[Number(event.currentTarget.dataset.index)]!
      await this.act({ from, to })
    },
    slotProblem(): string | undefined {
      const { current, picked } = this.data
      if (current?.action === 'extend') return this.slot() ? undefined : '请选新的结束时间'
      if (current?.action !== 'move') return undefined
      if (picked) return periodProblem(picked, MAX_PERIOD_DAYS)
      return this.slot() ? undefined : '请选新的开始时间'
    },
    slot(): Interval | undefined {
      const { current, picked, offers, start } = this.data
      if (current?.action === 'extend')
        return start ? { from: current.reservation.from, to: start } : undefined
      if (picked) return intervalOf(picked)
      const offer = offers.find(({ from }) => from === start)
      return offer && slotOf(offer)
    },
    async act(slot?: Interval) {
      const { current, words } = this.data
      if (current) await this.send({ ...current, reason: words.trim(), slot })
    },
    /** A move stays in its room, so only other times are a way out. */
    fail(error: unknown) {
      const { code, message } = explain(error)
      const details = error instanceof Refusal ? error.info.details : undefined
      const { current } = this.data
      const alternatives = alternativesOf(code, details, Date.now()).filter(
        ({ roomId }) => current?.action === 'move' && roomId === current.reservation.roomId,
      )
      this.setData({ phase: 'ready', problem: message, alternatives })
    },
  },
})

interface Step extends PendingAction {
  reason: string
  slot: Interval | undefined
}

function request(
  { action, reservation, reason, slot }: Step,
  options: { key: string },
): Promise<ReservationView> {
  const seen = { reservationId: reservation.id, version: reservation.version }
  const input = { ...seen, ...(reason && { reason }) }
  switch (action) {
    case 'approve':
      return rooms.approve(seen, options)
    case 'refuse':
      return rooms.refuse({ ...seen, reason }, options)
    case 'cancel':
      return rooms.cancel(input, options)
    case 'finish':
      return rooms.finish(input, options)
    case 'extend':
      return rooms.extend({ ...input, to: (slot as Interval).to }, options)
    case 'move':
      return rooms.move({ ...input, ...(slot as Interval) }, options)
  }
}
