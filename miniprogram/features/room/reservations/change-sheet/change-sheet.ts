import { type Overview, type ReservationView, room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { formMethods, freshForm, noFaults } from '../../../../ui/form'
import { explain, type Phase } from '../../../../ui/phase'
import { sending } from '../../../../ui/sheet'
import { forgetOwn } from '../own'
import { spansDays } from '../reservation-actions/view'
import { dateText } from '../words'
import {
  type Begun,
  changeInput,
  choicesOf,
  doneWords,
  elsewhereOf,
  type Form,
  faultsOf,
  formOf,
  NO_CHOICES,
  REASONS,
} from './view'

const rooms = client(room)
const rules = { faultsOf, labels: { title: '名称', people: '人数', reason: '原因' } }

/** The sheet that changes a booking. Triggers `close`, and `done` with the ReservationView as it is then. */
Component({
  properties: {
    /** The Begun change; the sheet is open while there is one. */
    begun: { type: Object, value: null as unknown as Begun },
  },
  data: {
    phase: 'ready' as Phase,
    form: null as Form | null,
    faults: noFaults<Form>(),
    problem: '',
    dateText: '',
    /** A booking over midnight keeps its time here. */
    isTimed: true,
    choices: NO_CHOICES,
    reasons: REASONS,
    /** The day that is chosen, of all rooms. */
    overview: null as Overview | null,
  },
  observers: {
    begun(begun: Begun | null) {
      if (begun) void this.begin(begun)
    },
  },
  methods: {
    ...sending(rooms.change),
    ...formMethods<Form>(rules),
    async begin(begun: Begun) {
      const form = formOf(begun)
      const isTimed = !spansDays(begun.reservation)
      this.setData({ ...freshForm(form, rules), phase: 'ready', isTimed, choices: NO_CHOICES })
      if (!isTimed) return
      await this.showDay(form.date)
      const { form: current, choices } = this.data
      if (begun.elsewhere && current) this.pick({ roomId: elsewhereOf(choices, current) })
    },
    /** Reads what is free on a day; what was chosen stays where it can. */
    async showDay(date: string) {
      this.setData({ phase: 'loading', dateText: dateText(date, Date.now()) })
      try {
        this.setData({ overview: await rooms.overview({ date }), phase: 'ready' })
        this.pick({ date })
      } catch (error) {
        this.setData({ phase: 'ready', problem: explain(error).message })
      }
    },
    /** Takes a choice; a start that is no longer possible is chosen anew. */
    pick(part: Partial<Form>) {
      const { form, overview } = this.data
      if (!form || !overview) return
      const next = { ...form, ...part }
      const choices = choicesOf(overview, next)
      const isPossible = choices.starts.some(({ id }) => id === next.start)
      this.change(isPossible ? part : { ...part, start: -1 })
      this.setData({ choices })
    },
    onPick(event: WechatMiniprogram.CustomEvent<{ field: keyof Form; value: never }>) {
      this.pick({ [event.detail.field]: event.detail.value })
    },
    onDate(event: WechatMiniprogram.PickerChange) {
      void this.showDay(event.detail.value as string)
    },
    async save() {
      const form = this.validate()
      if (form) await this.send(changeInput(form))
    },
    async finish(reservation: ReservationView) {
      forgetOwn()
      this.triggerEvent('done', reservation)
      await wx.showToast({ title: doneWords(reservation), icon: 'success' })
    },
    fail(error: unknown) {
      this.showRefusal(error)
    },
  },
})
