import { type Form, takenUp, worthKeeping } from './view'

const KEY = 'repair/draft'

/** Keeps the form on the phone, or forgets it where nothing was said. */
export function keepDraft(form: Form): void {
  if (worthKeeping(form)) wx.setStorageSync(KEY, form)
  else wx.removeStorageSync(KEY)
}

/** What was left unsent the last time. */
export function draft(): Form | undefined {
  const kept = wx.getStorageSync(KEY) as Form | ''
  return kept ? takenUp(kept) : undefined
}
