import { type Places, room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import type { Picked } from '../../../ui/period-picker/view'
import { explain, type Failure, type Phase } from '../../../ui/phase'
import type { Offer } from '../booking/view'
import { places } from '../places'
import { type Card, card, FIRST_STARTS, type Group, MORE_STARTS, mergeGroups, offer } from './view'
import {
  dayChoices,
  firstWanted,
  inPart,
  LENGTHS,
  lengthChoice,
  onDay,
  PARTS,
  searchInput,
  summary,
  type Wanted,
  wantedProblem,
} from './wanted'

const rooms = client(room)
const ANY = '不限'

/** What the server answered, kept out of the page's data: the view needs only the cards. */
interface Answer {
  wanted: Wanted
  groups: Group[]
  next?: string
}

Page({
  data: {
    phase: 'ready' as Phase,
    failure: null as Failure | null,
    /** The form is open; after a search it folds to one line. */
    asking: true,
    wanted: null as Wanted | null,
    problem: '',
    days: [] as ReturnType<typeof dayChoices>,
    parts: PARTS,
    lengths: LENGTHS.map(lengthChoice),
    lengthIndex: 0,
    places: { locations: [ANY], labels: [ANY] } as Places,
    summary: '',
    groups: [] as { location: string; cards: Card[] }[],
    more: false,
    offer: null as Offer | null,
  },

  answer: { wanted: firstWanted(Date.now()), groups: [] } as Answer,

  async onLoad() {
    this.want(firstWanted(Date.now()))
    try {
      const { locations, labels } = await places()
      this.setData({ places: { locations: [ANY, ...locations], labels: [ANY, ...labels] } })
    } catch (error) {
      // Without the filters the search still works: whoever wants one is told why it is missing.
      this.setData({ problem: `地点和标签没有取到：${explain(error).message}` })
    }
  },

  want(wanted: Wanted) {
    const days = dayChoices(wanted.picked, Date.now())
    this.setData({ wanted, days, problem: '', lengthIndex: LENGTHS.indexOf(wanted.minutes) })
  },

  change(part: Partial<Wanted>) {
    if (this.data.wanted) this.want({ ...this.data.wanted, ...part })
  },

  pickPeriod(event: WechatMiniprogram.CustomEvent<Picked>) {
    this.change({ picked: event.detail })
  },

  pickDay(event: WechatMiniprogram.TouchEvent) {
    const ahead = Number(event.currentTarget.dataset.ahead)
    if (this.data.wanted) this.change({ picked: onDay(this.data.wanted.picked, ahead, Date.now()) })
  },

  pickPart(event: WechatMiniprogram.TouchEvent) {
    const part = PARTS[Number(event.currentTarget.dataset.index)]
    if (this.data.wanted && part) this.change({ picked: inPart(this.data.wanted.picked, part) })
  },

  pickLength(event: WechatMiniprogram.PickerChange) {
    this.change({ minutes: LENGTHS[Number(event.detail.value)] ?? 0 })
  },

  pickPlace(event: WechatMiniprogram.PickerChange) {
    const field = event.currentTarget.dataset.field as 'location' | 'label'
    const choices = field === 'location' ? this.data.places.locations : this.data.places.labels
    const index = Number(event.detail.value)
    this.change({ [field]: index > 0 ? choices[index] : '' })
  },

  typePeople(event: WechatMiniprogram.Input) {
    this.change({ people: event.detail.value })
  },

  ask() {
    this.setData({ asking: true })
  },

  async submit() {
    const { wanted } = this.data
    if (!wanted || this.data.phase === 'loading') return
    const problem = wantedProblem(wanted, Date.now())
    if (problem) return this.setData({ problem })
    await this.search(wanted)
  },

  async search(wanted: Wanted) {
    this.setData({ phase: 'loading', asking: false, problem: '', summary: summary(wanted, Date.now()) })
    try {
      this.answer = { wanted, ...(await rooms.search(searchInput(wanted))) }
      this.show()
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  show() {
    const { wanted, groups, next } = this.answer
    const now = Date.now()
    const shown = groups.map(group => ({
      location: group.location,
      cards: group.rooms.map(found => card(found, wanted, FIRST_STARTS, now)),
    }))
    this.setData({ phase: 'ready', groups: shown, more: next !== undefined })
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
    try {
      const { groups, next } = await rooms.search(searchInput(this.answer.wanted, this.answer.next))
      this.answer = { wanted: this.answer.wanted, groups: mergeGroups(this.answer.groups, groups), next }
      this.show()
    } catch (error) {
      this.setData({ phase: 'ready' })
      await wx.showToast({ title: explain(error).message, icon: 'none' })
    }
  },

  /** The room a touch belongs to, by its places in the answer. */
  touched(event: WechatMiniprogram.TouchEvent) {
    const { group, index } = event.currentTarget.dataset as { group: number; index: number }
    const { location, rooms } = this.answer.groups[group]!
    return { found: rooms[index]!, location, path: `groups[${group}].cards[${index}]` as const }
  },

  moreStarts(event: WechatMiniprogram.TouchEvent) {
    const { found, path } = this.touched(event)
    const count = Number(event.currentTarget.dataset.count) + MORE_STARTS
    this.setData({ [path]: card(found, this.answer.wanted, count, Date.now()) })
  },

  choose(event: WechatMiniprogram.TouchEvent) {
    const { found, location } = this.touched(event)
    const start = event.currentTarget.dataset.start as string | undefined
    this.setData({ offer: offer(found, location, this.answer.wanted, start) })
  },

  async openDay(event: WechatMiniprogram.TouchEvent) {
    const { found } = this.touched(event)
    await wx.navigateTo({
      url: `/features/room/day/day?roomId=${found.id}&date=${this.answer.wanted.picked.fromDate}`,
    })
  },

  closeOffer() {
    this.setData({ offer: null })
  },

  /** What was just booked is no longer free. */
  async booked() {
    await this.search(this.answer.wanted)
  },
})
