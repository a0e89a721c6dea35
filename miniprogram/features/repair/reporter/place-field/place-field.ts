import { type PlaceView, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { showLatest } from '../../../../ui/latest-result'
import { explain } from '../../../../ui/phase'
import { searchBox } from '../../../../ui/search-list'
import { loadRecent } from './recent'
import {
  type BuildingRow,
  buildingRow,
  placeOfCode,
  reportedLine,
  roomRow,
  type Spot,
  spotFrom,
  spotWords,
} from './view'

const repairs = client(repair)
const box = searchBox<{ place: PlaceView; words: string }>(async text => {
  const { items } = await repairs.places({ text: [...text].slice(0, 30).join('') })
  return items.map(place => ({ ...roomRow(place), words: spotWords(place) }))
})

/**
 * The field for a place, which is one of the last, found by building and room, searched for, scanned or typed, with the
 * open tickets there. Triggers `change` with `{ spot }`.
 */
Component({
  properties: {
    /** The Spot to begin with. */
    initial: { type: Object, value: null as unknown as Spot },
    /** The id of the place whose code brought the person here. */
    scanned: { type: String, value: '' },
  },
  data: {
    ...box.data,
    open: false,
    words: '',
    recent: [] as { spot: Spot; words: string }[],
    buildings: [] as BuildingRow[],
    /** The building whose places are in sight. */
    inside: null as BuildingRow | null,
    /** The cursor of its further places. */
    next: '',
    /** The place that is being looked up; empty once another way was taken. */
    lookedUp: '',
    reported: [] as ReturnType<typeof reportedLine>[],
    problem: '',
  },
  observers: {
    initial(spot: Spot | null) {
      this.setData({ words: spotWords(spot), reported: [] })
      if (spot?.id) void this.lookUp(spot.id)
    },
    scanned(placeId: string) {
      if (placeId) void this.lookUp(placeId)
    },
  },
  lifetimes: {
    ...box.lifetimes,
    attached() {
      this.setData({ recent: loadRecent().map(spot => ({ spot, words: spotWords(spot) })) })
    },
  },
  methods: {
    ...box.methods,
    show() {
      this.setData({ open: true, text: '', inside: null })
      void this.search()
    },
    close() {
      this.setData({ open: false })
    },
    /** Asks for what is in sight: what the text finds, the rooms of a building, or the buildings. */
    async search() {
      const { text, inside } = this.data
      if (text) return box.methods.search.call(this)
      this.setData({ phase: 'loading' })
      await showLatest(this, inside ? this.rooms(inside) : this.allBuildings())
    },
    async allBuildings() {
      const { items } = await repairs.buildings({})
      return { buildings: items.map(buildingRow), results: [], next: '' }
    },
    async rooms({ of }: BuildingRow, after = '') {
      const { items, next = '' } = await repairs.places({ of, page: after ? { after } : {} })
      return { results: [...(after ? this.data.results : []), ...items.map(roomRow)], next }
    },
    onBuilding(event: WechatMiniprogram.TouchEvent) {
      this.setData({ inside: this.data.buildings[Number(event.currentTarget.dataset.index)]!, results: [] })
      void this.search()
    },
    leaveBuilding() {
      this.setData({ inside: null })
      void this.search()
    },
    async onMore() {
      const { inside, next, text } = this.data
      if (inside && next && !text) await showLatest(this, this.rooms(inside, next))
    },
    onChoose(event: WechatMiniprogram.TouchEvent) {
      this.pick(this.data.results[Number(event.currentTarget.dataset.index)]!.place)
    },
    onRecent(event: WechatMiniprogram.TouchEvent) {
      this.pick(this.data.recent[Number(event.currentTarget.dataset.index)]!.spot)
    },
    pick(spot: Spot) {
      this.setData({ lookedUp: '' })
      this.choose(spot)
      if (spot.id) void this.lookUp(spot.id)
    },
    write() {
      this.setData({ lookedUp: '' })
      this.choose(spotFrom(this.data.text))
    },
    choose(spot: Spot | null) {
      this.setData({ open: false, words: spotWords(spot), reported: [], problem: '' })
      this.triggerEvent('change', { spot })
    },
    async scan() {
      // Closing the camera counts as a failure; nothing is to be reported.
      const code = await wx.scanCode({}).catch(() => undefined)
      if (!code) return
      const placeId = placeOfCode(code.path)
      if (placeId) await this.lookUp(placeId)
      else this.setData({ problem: '这不是报修用的地点码，请手动选择地点' })
    },
    /** Shows what is open at the place already; without it one can still report. */
    async lookUp(placeId: string) {
      this.setData({ lookedUp: placeId })
      try {
        const { place, open } = await repairs.atPlace({ placeId })
        if (this.data.lookedUp !== placeId) return
        this.choose(place)
        this.setData({ reported: open.map(ticket => reportedLine(ticket, Date.now())) })
      } catch (error) {
        this.setData({ problem: this.data.words ? '' : explain(error).message })
      }
    },
  },
})
