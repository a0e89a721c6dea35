import { type Form, resumed, worthKeeping } from './view'

const KEY = 'repair/draft'

/** Keeps the form on the phone, or forgets it where nothing was said. */
export function keepDraft(form: Form): void {
  if (worthKeeping(form)) wx.setStorageSync(KEY, form)
  else wx.removeStorageSync(KEY)
}

/** The form that was left unsent the last time. */
export function loadDraft(): Form | undefined {
  const draft = wx.getStorageSync(KEY) as Form | ''
  return draft ? resumed(draft) : undefined
}
