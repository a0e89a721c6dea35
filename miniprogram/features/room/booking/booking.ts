import { Refusal } from '../../../contract/kernel/errors'
import { type Alternative, type Interval, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { askConsent, prepareConsent } from '../../../services/consent'
import { RequestKey } from '../../../services/idempotency'
import { explain, type Phase } from '../../../ui/phase'
import { sheet } from '../../../ui/sheet'
import { alternativesOf, bookingWords, doneWords, formProblem, type Offer, slotOf, startingAt } from './view'

const rooms = client(room)
const requestKey = new RequestKey()

/** The sheet that books an offer. Triggers `close`, and `done` with the reservation once there is one. */
Component({
  properties: {
    /** The Offer to book; the sheet is open while there is one. */
    offer: { type: Object, value: null as unknown as Offer },
    /** How many people the search was for. */
    wantedPeople: { type: String, value: '' },
  },
  data: {
    phase: 'ready' as Phase,
    shown: null as Offer | null,
    words: null as ReturnType<typeof bookingWords> | null,
    title: '',
    people: '',
    problem: '',
    alternatives: [] as ReturnType<typeof alternativesOf>,
    done: null as ReturnType<typeof doneWords> | null,
  },
  observers: {
    /** The title stays from one offer to the next: it is still the same meeting. */
    offer(offer: Offer | null) {
      if (!offer) return
      if (offer.needsApproval) prepareConsent()
      this.show(offer)
      this.setData({
        phase: 'ready',
        people: this.data.wantedPeople,
        problem: '',
        alternatives: [],
        done: null,
      })
    },
  },
  methods: {
    ...sheet,
    show(shown: Offer) {
      this.setData({ shown, words: bookingWords(shown, Date.now()) })
    },
    pickStart(event: WechatMiniprogram.PickerChange) {
      const start = this.data.words?.starts[Number(event.detail.value)]
      if (this.data.shown && start) this.show(startingAt(this.data.shown, start))
    },
    pickLength(event: WechatMiniprogram.PickerChange) {
      const minutes = this.data.words?.lengths[Number(event.detail.value)]
      if (this.data.shown && minutes) this.show({ ...this.data.shown, minutes })
    },
    typeTitle(event: WechatMiniprogram.Input) {
      this.setData({ title: event.detail.value, problem: '' })
    },
    typePeople(event: WechatMiniprogram.Input) {
      this.setData({ people: event.detail.value, problem: '' })
    },
    async confirm() {
      const { shown, title, people } = this.data
      if (!shown) return
      const problem = formProblem(title, people, shown.seats)
      if (problem) return this.setData({ problem })
      // Beside the booking, which does not wait for the answer.
      if (shown.needsApproval) void askConsent('roomOutcome')
      await this.reserve(shown.roomId, slotOf(shown))
    },
    async take(event: WechatMiniprogram.TouchEvent) {
      const { roomId, from, to } = this.data.alternatives[
        Number(event.currentTarget.dataset.index)
      ] as Alternative
      await this.reserve(roomId, { from, to })
    },
    async reserve(roomId: string, slot: Interval) {
      if (this.data.phase === 'sending') return
      this.setData({ phase: 'sending', problem: '' })
      const { title, people } = this.data
      const input = { roomId, ...slot, title, ...(people && { people: Number(people) }) }
      try {
        const made = await rooms.reserve(input, { key: requestKey.keyFor('reserve', input) })
        requestKey.complete()
        this.setData({ phase: 'ready', title: '', done: doneWords(made, Date.now()) })
        this.triggerEvent('done', made)
      } catch (error) {
        this.fail(error)
      }
    },
    fail(error: unknown) {
      const { code, message } = explain(error)
      const details = error instanceof Refusal ? error.info.details : undefined
      this.setData({
        phase: 'ready',
        problem: message,
        alternatives: alternativesOf(code, details, Date.now()),
      })
    },
    async openMine() {
      this.triggerEvent('close')
      await wx.navigateTo({ url: '/features/room/mine/mine' })
    },
  },
})
