import { type PlaceView, repair, type TicketRow } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { explain, type Failure, type Phase } from '../../../../ui/phase'
import { cardWords } from '../ticket-card/view'
import { placeOfCode, type Spot, spotWords, written } from './view'

const repairs = client(repair)
/** Typing rests for so long before it is searched. */
const REST = 300
let rest = 0
/** Counts the searches: an answer that comes late, after the next was asked, is not shown. */
let latest = 0
/** The same for the places that are looked at. */
let looked = 0

const reportedLine = (ticket: TicketRow) => ({
  ...{ id: ticket.id, summary: ticket.summary },
  ...cardWords(ticket, Date.now()),
})

/**
 * Where something is broken: searched, scanned, or written; with what is already reported there. Triggers `change` with
 * `{ spot }`.
 */
Component({
  properties: {
    /** The Spot to begin with. */
    initial: { type: Object, value: null as unknown as Spot },
    /** The id of the place whose code brought the person here. */
    scanned: { type: String, value: '' },
  },
  data: {
    open: false,
    words: '',
    reported: [] as ReturnType<typeof reportedLine>[],
    problem: '',
    phase: 'ready' as Phase,
    failure: null as Failure | null,
    text: '',
    places: [] as (PlaceView & { words: string })[],
  },
  observers: {
    initial(spot: Spot | null) {
      this.setData({ words: spotWords(spot), reported: [] })
      if (spot?.id) void this.look(spot.id)
    },
    scanned(placeId: string) {
      if (placeId) void this.look(placeId)
    },
  },
  lifetimes: {
    detached() {
      clearTimeout(rest)
    },
  },
  methods: {
    show() {
      this.setData({ open: true, text: '' })
      void this.search('')
    },
    follow(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      this.setData({ open: event.detail.visible })
    },
    type(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const text = event.detail.value.trim()
      this.setData({ text, phase: 'loading' })
      clearTimeout(rest)
      rest = setTimeout(() => void this.search(text), REST)
    },
    retry() {
      void this.search(this.data.text)
    },
    async search(text: string) {
      const mine = ++latest
      this.setData({ phase: 'loading' })
      try {
        const { items } = await repairs.places({ ...(text && { text: text.slice(0, 30) }) })
        const places = items.map(place => ({ ...place, words: spotWords(place) }))
        if (mine === latest) this.setData({ places, phase: 'ready' })
      } catch (error) {
        if (mine === latest) this.setData({ phase: 'failed', failure: explain(error) })
      }
    },
    choose(event: WechatMiniprogram.TouchEvent) {
      const { words, ...place } = this.data.places[Number(event.currentTarget.dataset.index)]!
      this.take(place)
      void this.look(place.id)
    },
    write() {
      looked++
      this.take(written(this.data.text))
    },
    take(spot: Spot | null) {
      this.setData({ open: false, words: spotWords(spot), reported: [], problem: '' })
      this.triggerEvent('change', { spot })
    },
    async scan() {
      // Who closes the camera knows it.
      const found = await wx.scanCode({}).catch(() => undefined)
      if (!found) return
      const placeId = placeOfCode(found.path)
      if (placeId) await this.look(placeId)
      else this.setData({ problem: '这不是报修用的地点码，请手动选择地点' })
    },
    /** What is open there already; without it one can still report. */
    async look(placeId: string) {
      const mine = ++looked
      try {
        const { place, open } = await repairs.atPlace({ placeId })
        if (mine !== looked) return
        this.take(place)
        this.setData({ reported: open.map(reportedLine) })
      } catch (error) {
        this.setData({ problem: this.data.words ? '' : explain(error).message })
      }
    },
  },
})
