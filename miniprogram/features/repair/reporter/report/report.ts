import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { askConsent, prepareConsent } from '../../../../services/consent'
import { RequestKey } from '../../../../services/idempotency'
import { me } from '../../../../services/session'
import { explain, type Failure, type Phase } from '../../../../ui/phase'
import type { Photo } from '../../../../ui/photo-picker/view'
import type { Voice } from '../../../../ui/voice-recorder/view'
import { placeOfScene, type Spot } from '../place-field/view'
import { draft, keepDraft } from './draft'
import { EMPTY, type Form, formProblem, inputOf, tileOf } from './view'

const repairs = client(repair)
const requestKey = new RequestKey()

Page({
  data: {
    phase: 'loading' as Phase,
    failure: null as Failure | null,
    tiles: [] as ReturnType<typeof tileOf>[],
    form: EMPTY,
    /** What the components begin with. */
    begin: EMPTY,
    scanned: '',
    restored: false,
    problem: '',
  },

  /** Comes by a place code's scene, or from a call to a category's hotline. */
  async onLoad({ scene, categoryId, hotline }: Record<string, string | undefined>) {
    const kept = draft()
    const scanned = placeOfScene(scene) ?? ''
    const known = { ...(categoryId && { categoryId }), ...(scanned && { spot: null }) }
    this.beginWith({ ...(kept ?? EMPTY), ...known, hotline: hotline === '1' })
    this.setData({ restored: kept !== undefined, scanned })
    prepareConsent()
    await this.load()
  },

  onHide() {
    keepDraft(this.data.form)
  },

  onUnload() {
    keepDraft(this.data.form)
  },

  async retry() {
    this.setData({ phase: 'loading' })
    await this.load()
  },

  async load() {
    try {
      const [{ items }, { contacts }] = await Promise.all([repairs.categories({}), me()])
      this.setData({ tiles: items.map(tileOf), phase: 'ready' })
      if (!this.data.form.phone) this.change({ phone: contacts?.phone ?? '' })
    } catch (error) {
      this.setData({ phase: 'failed', failure: explain(error) })
    }
  },

  beginWith(form: Form) {
    this.setData({ form, begin: form })
  },

  change(change: Partial<Form>) {
    this.setData({ form: { ...this.data.form, ...change }, problem: '' })
  },

  startAgain() {
    const { phone, hotline } = this.data.form
    this.beginWith({ ...EMPTY, phone, hotline })
    this.setData({ restored: false })
  },

  pickCategory(event: WechatMiniprogram.TouchEvent) {
    this.change({ categoryId: event.currentTarget.dataset.id as string })
  },

  pickSpot(event: WechatMiniprogram.CustomEvent<{ spot: Spot }>) {
    this.change(event.detail)
  },

  type(event: WechatMiniprogram.Input) {
    this.change({ [event.currentTarget.dataset.field as 'summary']: event.detail.value })
  },

  attach(event: WechatMiniprogram.CustomEvent<{ photos: Photo[] } | { voice: Voice | null }>) {
    this.change(event.detail)
  },

  async locate() {
    try {
      const { latitude, longitude } = await wx.getLocation({ type: 'gcj02' })
      this.change({ location: { latitude, longitude } })
    } catch {
      await wx.showToast({ title: '没有取到位置，不影响报修', icon: 'none' })
    }
  },

  forgetLocation() {
    this.change({ location: null })
  },

  async send() {
    if (this.data.phase !== 'ready') return
    const problem = formProblem(this.data.form)
    if (problem) return this.setData({ problem })
    void askConsent('repairProgress')
    this.setData({ phase: 'sending', problem: '' })
    const input = inputOf(this.data.form)
    try {
      const { id } = await repairs.create(input, { key: requestKey.keyFor('create', input) })
      requestKey.complete()
      // Nothing is left for a draft.
      this.setData({ form: EMPTY, phase: 'ready' })
      await wx.redirectTo({ url: `/features/repair/reporter/ticket/ticket?id=${id}` })
    } catch (error) {
      this.setData({ phase: 'ready', problem: explain(error).message })
    }
  },
})
