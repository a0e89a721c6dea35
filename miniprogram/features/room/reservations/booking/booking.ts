import { roomPages } from '../../../../contract/features/room'
import { Refusal } from '../../../../contract/kernel/errors'
import { type Interval, type ReservationView, room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { askConsent, prepareConsent } from '../../../../services/consent'
import { me } from '../../../../services/session'
import { formMethods, freshForm, noFaults } from '../../../../ui/form'
import { explain, type Phase } from '../../../../ui/phase'
import { sendOnce } from '../../../../ui/send'
import { sheet } from '../../../../ui/sheet'
import { clashOf, forgetOwn } from '../own'
import {
  alternativesOf,
  bookingWords,
  clashWords,
  doneWords,
  type Form,
  faultsOf,
  firstTitle,
  NO_WORDS,
  type Offer,
  slotOf,
  startingAt,
} from './view'

const rooms = client(room)
const rules = {
  faultsOf,
  labels: { title: '名称', people: '人数' },
}

/** The sheet that books an offer. Triggers `close`, and `done` with the ReservationView once there is one. */
Component({
  properties: {
    /** The Offer to book; the sheet is open while there is one. */
    offer: { type: Object, value: null as unknown as Offer },
    /** The number of people in the search. */
    people: { type: String, value: '' },
  },
  data: {
    phase: 'ready' as Phase,
    current: null as Offer | null,
    words: NO_WORDS,
    /** An own booking at the same time, in words. */
    clash: '',
    form: null as Form | null,
    faults: noFaults<Form>(),
    problem: '',
    alternatives: [] as ReturnType<typeof alternativesOf>,
    done: null as ReturnType<typeof doneWords> | null,
  },
  observers: {
    offer(offer: Offer | null) {
      if (offer) this.begin(offer)
    },
  },
  methods: {
    ...sheet,
    ...formMethods<Form>(rules),
    /** The title stays from one offer to the next: it is still the same meeting. */
    begin(offer: Offer) {
      if (offer.needsApproval) prepareConsent()
      const { form, people } = this.data
      const { seats } = offer
      this.show(offer)
      this.setData({
        ...freshForm({ title: form?.title ?? '', people, seats }, rules),
        phase: 'ready',
        alternatives: [],
        done: null,
      })
      void this.proposeTitle()
    },
    /** A title that was written stays. */
    async proposeTitle() {
      const { name = '' } = await me().catch(() => ({ name: '' }))
      if (name && !this.data.form?.title) this.change({ title: firstTitle(name) })
    },
    show(current: Offer) {
      this.setData({ current, words: bookingWords(current, Date.now()), clash: '' })
      void this.warn(current)
    },
    async warn(offer: Offer) {
      const slot = slotOf(offer)
      const clash = await clashOf(slot)
      const { current } = this.data
      if (clash && current && slotOf(current).to === slot.to && current.from === slot.from)
        this.setData({ clash: clashWords(clash, Date.now()) })
    },
    onStart(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      if (this.data.current) this.show(startingAt(this.data.current, event.detail.value))
    },
    onLength(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
      if (this.data.current) this.show({ ...this.data.current, minutes: event.detail.value })
    },
    async onConfirm() {
      const { current } = this.data
      const form = this.validate()
      if (!current || !form) return
      // Beside the booking, which does not wait for the answer.
      if (current.needsApproval) void askConsent('roomOutcome')
      await this.reserve(current.roomId, slotOf(current))
    },
    async onAlternative(event: WechatMiniprogram.TouchEvent) {
      const { roomId, from, to } = this.data.alternatives[Number(event.currentTarget.dataset.index)]!
      await this.reserve(roomId, { from, to })
    },
    async reserve(roomId: string, slot: Interval) {
      const { title, people } = this.data.form as Form
      await sendOnce(this, {
        op: 'reserve',
        input: { roomId, ...slot, title, ...(people && { people: Number(people) }) },
        send: rooms.reserve,
        done: reservation => this.showDone(reservation),
        fail: error => this.showAlternatives(error),
      })
    },
    showDone(reservation: ReservationView) {
      forgetOwn()
      this.change({ title: '' })
      this.setData({ words: NO_WORDS, done: doneWords(reservation, Date.now()) })
      this.triggerEvent('done', reservation)
    },
    showAlternatives(error: unknown) {
      const { code } = explain(error)
      const details = error instanceof Refusal ? error.info.details : undefined
      this.showRefusal(error)
      this.setData({ alternatives: alternativesOf(code, details, Date.now()) })
    },
    async openMine() {
      this.triggerEvent('close')
      await wx.navigateTo({ url: roomPages.booking(this.data.done?.id ?? '') })
    },
  },
})
