import { type PlaceView, repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { explain } from '../../../../ui/phase'
import { searchBox } from '../../../../ui/search-list'
import { placeOfCode, reportedLine, type Spot, spotFrom, spotWords } from './view'

const repairs = client(repair)
const box = searchBox<PlaceView & { words: string }>(async text => {
  const { items } = await repairs.places({ ...(text && { text: [...text].slice(0, 30).join('') }) })
  return items.map(place => ({ ...place, words: spotWords(place) }))
})

/**
 * The field for a place, which is searched for, scanned or typed, with the open tickets there.
 * Triggers `change` with `{ spot }`.
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
  lifetimes: box.lifetimes,
  methods: {
    ...box.methods,
    show() {
      this.setData({ open: true, text: '' })
      void this.search()
    },
    close() {
      this.setData({ open: false })
    },
    onChoose(event: WechatMiniprogram.TouchEvent) {
      const { words: _words, ...place } = this.data.results[Number(event.currentTarget.dataset.index)]!
      this.choose(place)
      void this.lookUp(place.id)
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
