import { roomPages } from '../../../../contract/features/room'
import { type Overview, room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { dial } from '../../../../services/phone'
import { loadPage } from '../../../../ui/load-page'
import type { Option } from '../../../../ui/options'
import type { Offer } from '../../reservations/booking/view'
import { dateText } from '../../reservations/words'
import { places } from '../places'
import {
  type Chosen,
  datesFrom,
  firstDate,
  hourMarks,
  labelOptions,
  noticeOf,
  offerAt,
  optionsOf,
  PARTS,
  PEOPLE,
  type Row,
  rowsOf,
} from './view'

const rooms = client(room)
/** Rooms that are drawn at first, and with each pull at the end. */
const DRAWN = 30

interface Asked extends Chosen {
  date: string
  location: string
  count: number
}

const page = loadPage(async (data: Asked) => {
  const { date, location, people, label } = data
  const overview = await rooms.overview({
    date,
    ...(location && { location }),
    ...(people && { people }),
    ...(label && { label }),
  })
  return { overview, ...drawn(overview, data) }
})

/** What the page shows of an overview. */
const drawn = (overview: Overview, { people, part, label, location, count }: Asked) => ({
  rows: rowsOf(overview, { people, part, label }, count),
  hours: hourMarks(part),
  labels: labelOptions(overview),
  notice: noticeOf(overview, location),
})

type Choice<T> = WechatMiniprogram.CustomEvent<{ value: T }>

Page({
  ...page,
  data: {
    ...page.data,
    date: '',
    dateText: '',
    dates: [] as Option<string>[],
    people: 0,
    peopleOptions: PEOPLE,
    part: 'all',
    parts: PARTS,
    label: '',
    labels: [] as Option<string>[],
    location: '',
    locations: optionsOf([]),
    hours: hourMarks('all'),
    overview: null as Overview | null,
    rows: [] as Row[],
    count: DRAWN,
    notice: '',
    offer: null as Offer | null,
  },

  onLoad() {
    const now = Date.now()
    const date = firstDate(now)
    this.setData({ date, dates: datesFrom(now), dateText: dateText(date, now) })
    // The page works without this filter.
    void places().then(
      ({ locations }) => this.setData({ locations: optionsOf(locations) }),
      () => undefined,
    )
  },

  async onShow() {
    await this.appear()
  },

  /** Sorts the rooms anew; the server is asked only where it left some out. */
  draw(change: Partial<Chosen> & { count?: number }) {
    const { overview } = this.data
    this.setData({ ...change, ...(overview && drawn(overview, { ...this.data, ...change })) })
  },

  async choose(change: Partial<Chosen>) {
    this.draw({ ...change, count: DRAWN })
    if (this.data.overview?.left) await this.retry()
  },

  async onPeople({ detail }: Choice<number>) {
    await this.choose({ people: detail.value })
  },

  async onPart({ detail }: Choice<string>) {
    await this.choose({ part: detail.value })
  },

  async onLabel({ detail }: Choice<string>) {
    await this.choose({ label: detail.value })
  },

  async onLocation({ detail }: Choice<string>) {
    this.setData({ location: detail.value })
    await this.retry()
  },

  async onDate({ detail }: Choice<string>) {
    this.setData({ date: detail.value, dateText: dateText(detail.value, Date.now()) })
    await this.retry()
  },

  onReachBottom() {
    if ((this.data.overview?.rooms.length ?? 0) > this.data.count)
      this.draw({ count: this.data.count + DRAWN })
  },

  onCell(event: WechatMiniprogram.TouchEvent) {
    const { room: id, start } = event.currentTarget.dataset as { room: string; start: number }
    if (this.data.overview) this.setData({ offer: offerAt(this.data.overview, id, start) })
  },

  closeOffer() {
    this.setData({ offer: null })
  },

  /** A slot that was just booked is no longer free. */
  async onDone() {
    await this.refresh()
  },

  async openDay(event: WechatMiniprogram.TouchEvent) {
    const { room: id, at } = event.currentTarget.dataset as { room: string; at?: number }
    const url = roomPages.day(id, this.data.date)
    await wx.navigateTo({ url: at === undefined ? url : `${url}&at=${at}` })
  },

  async openPeriod() {
    await wx.navigateTo({ url: roomPages.period })
  },

  async onCall(event: WechatMiniprogram.TouchEvent) {
    await dial(event.currentTarget.dataset.phone as string)
  },
})
