/**
 * Calls a number, and answers whether the call was made. Cancelling in the phone's own dialogue counts as a failure there;
 * nothing is to be reported.
 */
export const dial = (phoneNumber: string): Promise<boolean> =>
  wx.makePhoneCall({ phoneNumber }).then(
    () => true,
    () => false,
  )

/** Offers to keep somebody in the phone's own contacts; cancelling there is nothing to report either. */
export const addPhoneContact = (contact: WechatMiniprogram.AddPhoneContactOption): Promise<unknown> =>
  wx.addPhoneContact(contact).catch(() => undefined)

/** Offers to put an event into the phone's calendar; cancelling there is nothing to report. */
export const addPhoneCalendar = (event: WechatMiniprogram.AddPhoneCalendarOption): Promise<unknown> =>
  wx.addPhoneCalendar(event).catch(() => undefined)
