import { toPhone } from '../../../../contract/kernel/canonical-text'
import type { Sent } from '../../../../contract/kernel/rpc'
import type { CategoryView, repair } from '../../../../contract/repair'
import type { Faults } from '../../../../ui/form'
import { fileIdsOf, type Photo, photosProblem } from '../../../../ui/photo-picker/view'
import type { ModalWords } from '../../../../ui/send'
import { type Voice, voiceProblem } from '../../../../ui/voice-recorder/view'
import type { Spot } from '../place-field/view'

/** The form as the page holds it and the phone keeps it. */
export interface Form {
  categoryId: string
  spot: Spot | null
  summary: string
  detail: string
  photos: Photo[]
  voice: Voice | null
  location: { latitude: number; longitude: number } | null
  freeTime: string
  phone: string
  hotline: boolean
}

export const EMPTY: Form = {
  categoryId: '',
  spot: null,
  summary: '',
  detail: '',
  photos: [],
  voice: null,
  location: null,
  freeTime: '',
  phone: '',
  hotline: false,
}

export const CLEARING: ModalWords = {
  title: '清空上次的内容',
  content: '写好的文字、照片和语音都会清空，不能恢复。',
  confirmText: '清空',
}

type Report = Sent<(typeof repair)['ops']['create']>

/** Icons by what a category's name speaks of; the first that fits. */
const ICONS: [RegExp, string][] = [
  [/网|电话/, 'wifi'],
  [/空调|暖/, 'snowflake'],
  [/家电|电视|投影/, 'tv'],
  [/水|电|灯/, 'lightbulb'],
  [/木|门|窗|家具/, 'home'],
]

/** A category as a tile. */
export const tileOf = ({ id, name }: CategoryView) => ({
  id,
  name,
  icon: ICONS.find(([about]) => about.test(name))?.[1] ?? 'tools',
})

/** T-11: the faults of the form, by field; only place, category and summary must be said. */
export function faultsOf({ categoryId, spot, summary, photos, voice, phone }: Form): Faults<Form> {
  const photosFault = photosProblem(photos)
  const voiceFault = voiceProblem(voice)
  return {
    ...(!categoryId && { categoryId: '请选择报修的类别' }),
    ...(!spot && { spot: '请说明在哪里' }),
    ...(!summary.trim() && { summary: '请用一句话说明哪里坏了' }),
    ...(phone && !/^1\d{10}$/.test(toPhone(phone)) && { phone: '电话请填 11 位手机号' }),
    ...(photosFault && { photos: photosFault }),
    ...(voiceFault && { voice: voiceFault }),
  }
}

export const LABELS = { summary: '怎么了', detail: '详细情况', freeTime: '什么时候有人', phone: '联系电话' }

/** The form as it is sent, without what was not said. */
export function inputOf({ spot, voice, ...form }: Form): Report {
  const { categoryId, summary, detail, photos, location, freeTime, phone, hotline } = form
  return {
    ...(spot?.id
      ? { placeId: spot.id }
      : { place: { building: spot?.building ?? '', room: spot?.room ?? '' } }),
    categoryId,
    summary,
    hotline,
    ...(detail.trim() && { detail }),
    ...(photos.length && { photos: fileIdsOf(photos) }),
    ...(voice?.fileId && { voice: { fileId: voice.fileId, seconds: voice.seconds } }),
    ...(location && { location }),
    ...(freeTime.trim() && { freeTime }),
    ...(phone && { phone }),
  }
}

/** Whether the form has anything worth keeping; the own phone number and the way to the page are not. */
export const worthKeeping = ({ phone, hotline, ...said }: Form): boolean =>
  Object.values(said).some(value => (Array.isArray(value) ? value.length : value))

/** The draft to go on with: files that were still on their way to the cloud are sent again by a tap. */
export const resumed = (draft: Form): Form => ({
  ...EMPTY,
  ...draft,
  photos: draft.photos.map(photo => (photo.fileId ? photo : { ...photo, failed: true })),
  voice: draft.voice && !draft.voice.fileId ? { ...draft.voice, failed: true } : draft.voice,
})
