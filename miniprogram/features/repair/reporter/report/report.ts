import { repairPages } from '../../../../contract/features/repair'
import { repair } from '../../../../contract/repair'
import { client } from '../../../../services/cloud'
import { askConsent, prepareConsent } from '../../../../services/consent'
import { me } from '../../../../services/session'
import { formMethods, noFaults } from '../../../../ui/form'
import { loadPage } from '../../../../ui/load-page'
import { sendOnce } from '../../../../ui/send'
import { keepRecent } from '../place-field/recent'
import { placeOfScene } from '../place-field/view'
import { keepDraft, loadDraft } from './draft'
import { CLEARING, EMPTY, type Form, faultsOf, inputOf, LABELS, tileOf } from './view'

const repairs = client(repair)
const page = loadPage(async () => {
  const [{ items }, { contacts }] = await Promise.all([repairs.categories({}), me()])
  return { tiles: items.map(tileOf), ownPhone: contacts?.phone ?? '' }
})

Page({
  ...page,
  ...formMethods<Form>({ faultsOf, labels: LABELS }),
  data: {
    ...page.data,
    tiles: [] as ReturnType<typeof tileOf>[],
    ownPhone: '',
    form: EMPTY as Form | null,
    faults: noFaults<Form>(),
    problem: '',
    /** The form with which the components begin. */
    begin: EMPTY,
    scanned: '',
    restored: false,
  },

  /** The page is opened by the scene of a place code, or after a call to a category's hotline. */
  async onLoad({ scene, categoryId, hotline }: Record<string, string | undefined>) {
    const draft = loadDraft()
    const scanned = placeOfScene(scene) ?? ''
    const known = { ...(categoryId && { categoryId }), ...(scanned && { spot: null }) }
    this.beginWith({ ...(draft ?? EMPTY), ...known, hotline: hotline === '1' })
    this.setData({ restored: draft !== undefined, scanned })
    prepareConsent()
    await this.load()
  },

  onHide() {
    keepDraft(this.data.form ?? EMPTY)
  },

  onUnload() {
    keepDraft(this.data.form ?? EMPTY)
  },

  /** The form is left out of the loaded data, because a place may have been looked up meanwhile. */
  async load() {
    await page.load.call(this)
    const { form, ownPhone } = this.data
    if (!form?.phone) this.change({ phone: ownPhone })
  },

  beginWith(form: Form) {
    this.setData({ form, begin: form })
  },

  async startAgain() {
    if (!(await wx.showModal(CLEARING)).confirm) return
    this.beginWith({
      ...EMPTY,
      phone: this.data.form?.phone ?? '',
      hotline: this.data.form?.hotline ?? false,
    })
    this.setData({ restored: false, faults: noFaults<Form>(), problem: '' })
  },

  onCategory(event: WechatMiniprogram.TouchEvent) {
    this.change({ categoryId: event.currentTarget.dataset.id as string })
  },

  /** A place, photos or a voice note. */
  onPick(event: WechatMiniprogram.CustomEvent<Partial<Pick<Form, 'spot' | 'photos' | 'voice'>>>) {
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

  async save() {
    const form = this.validate()
    if (!form) return
    void askConsent('repairProgress')
    await sendOnce(this, {
      op: 'create',
      input: inputOf(form),
      send: repairs.create,
      done: ({ id }) => this.leave(id),
      fail: error => this.showRefusal(error),
    })
  },

  /** An empty form leaves no draft behind. */
  async leave(id: string) {
    const spot = this.data.form?.spot
    if (spot) keepRecent(spot)
    this.setData({ form: EMPTY })
    await wx.redirectTo({ url: repairPages.sent(id) })
  },
})
