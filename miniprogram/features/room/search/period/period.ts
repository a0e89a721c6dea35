import { roomPages } from '../../../../contract/features/room'
import { room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { formMethods, freshForm, noFaults } from '../../../../ui/form'
import { showLatest, toastFailure } from '../../../../ui/latest-result'
import type { Picked } from '../../../../ui/period-picker/view'
import { explain, type Failure, type Phase } from '../../../../ui/phase'
import type { Offer } from '../../reservations/booking/view'
import { places } from '../places'
import {
  type Criteria,
  DAYS,
  dayOf,
  faultsOf,
  firstCriteria,
  inPart,
  LENGTHS,
  onDay,
  optionsOf,
  PARTS,
  partOf,
  searchInput,
  summary,
} from './criteria'
import { type CardGroup, card, cardGroups, type Group, MORE_STARTS, mergeGroups, offer } from './view'

const rooms = client(room)
const rules = {
  faultsOf: (criteria: Criteria) => faultsOf(criteria, Date.now()),
  draw: ({ picked }: Criteria) => ({ day: dayOf(picked, Date.now()), part: partOf(picked) }),
}

/** The rooms the server found, kept out of the page's data: the template needs only the cards. */
interface Answer {
  criteria: Criteria
  groups: Group[]
  next?: string
}

type Choice = WechatMiniprogram.CustomEvent<{ value: string }>

Page({
  ...formMethods<Criteria>(rules),

  data: {
    phase: 'ready' as Phase,
    failure: null as Failure | null,
    /** The form is open; after a search it folds to one line. */
    asking: true,
    form: null as Criteria | null,
    faults: noFaults<Criteria>(),
    problem: '',
    day: '',
    part: '',
    days: DAYS,
    parts: PARTS,
    lengths: LENGTHS,
    locations: optionsOf([]),
    labels: optionsOf([]),
    summary: '',
    groups: [] as CardGroup[],
    more: false,
    offer: null as Offer | null,
  },

  answer: { criteria: firstCriteria(Date.now()), groups: [] } as Answer,

  async onLoad() {
    this.setData(freshForm(firstCriteria(Date.now()), rules))
    try {
      const { locations, labels } = await places()
      this.setData({ locations: optionsOf(locations), labels: optionsOf(labels) })
    } catch (error) {
      // The search works without the filters, so their failure is only mentioned.
      this.setData({ problem: `地点和标签没有取到：${explain(error).message}` })
    }
  },

  onPeriod(event: WechatMiniprogram.CustomEvent<Picked>) {
    this.change({ picked: event.detail })
  },

  onDay({ detail }: Choice) {
    if (this.data.form) this.change({ picked: onDay(this.data.form.picked, detail.value, Date.now()) })
  },

  onPart({ detail }: Choice) {
    if (this.data.form) this.change({ picked: inPart(this.data.form.picked, detail.value) })
  },

  openForm() {
    this.setData({ asking: true })
  },

  async submit() {
    const criteria = this.validate()
    if (criteria) await this.search(criteria)
  },

  async search(criteria: Criteria) {
    const answer: Answer = { criteria, groups: [] }
    this.answer = answer
    this.setData({ phase: 'loading', asking: false, summary: summary(criteria, Date.now()) })
    await showLatest(this, this.read(answer))
  },

  /** Reads on where the answer ends. */
  async read(answer: Answer) {
    const { groups, next } = await rooms.search(searchInput(answer.criteria, answer.next))
    answer.groups = mergeGroups(answer.groups, groups)
    answer.next = next
    return { groups: cardGroups(answer.groups, answer.criteria, Date.now()), more: next !== undefined }
  },

  async retry() {
    await this.submit()
  },

  async onPullDownRefresh() {
    if (!this.data.asking) await this.submit()
    wx.stopPullDownRefresh()
  },

  async onReachBottom() {
    if (this.data.asking || this.data.phase !== 'ready' || !this.answer.next) return
    this.setData({ phase: 'sending' })
    await showLatest(this, this.read(this.answer), toastFailure)
  },

  /** The room a touch belongs to, by its place in the answer. */
  roomOf(event: WechatMiniprogram.TouchEvent) {
    const { group, index } = event.currentTarget.dataset as { group: number; index: number }
    const { location, rooms } = this.answer.groups[group]!
    return { room: rooms[index]!, location, path: `groups[${group}].cards[${index}]` as const }
  },

  showMoreStarts(event: WechatMiniprogram.TouchEvent) {
    const { room, path } = this.roomOf(event)
    const count = Number(event.currentTarget.dataset.count) + MORE_STARTS
    this.setData({ [path]: card(room, this.answer.criteria, count, Date.now()) })
  },

  onStart(event: WechatMiniprogram.TouchEvent) {
    const { room, location } = this.roomOf(event)
    const start = event.currentTarget.dataset.start as string | undefined
    this.setData({ offer: offer(room, location, this.answer.criteria, start) })
  },

  async openDay(event: WechatMiniprogram.TouchEvent) {
    const { id } = this.roomOf(event).room
    const date = this.answer.criteria.picked.fromDate
    await wx.navigateTo({ url: roomPages.day(id, date) })
  },

  closeOffer() {
    this.setData({ offer: null })
  },

  /** A slot that was just booked is no longer free. */
  async onDone() {
    await this.search(this.answer.criteria)
  },
})
