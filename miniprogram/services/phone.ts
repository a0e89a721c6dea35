/**
 * Calls a number, and answers whether the call was made. Cancelling in the phone's own dialogue counts as a failure there;
 * nothing is to be reported.
 */
export const dial = (phoneNumber: string): Promise<boolean> =>
  wx.makePhoneCall({ phoneNumber }).then(
    () => true,
    () => false,
  )
