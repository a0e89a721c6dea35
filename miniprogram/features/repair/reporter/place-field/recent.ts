import { type Spot, withRecent } from './view'

const KEY = 'repair/places'

/** The places of the last reports from this phone, the latest first. */
export const loadRecent = (): Spot[] => (wx.getStorageSync(KEY) as Spot[] | '') || []

export const keepRecent = (spot: Spot): void => wx.setStorageSync(KEY, withRecent(loadRecent(), spot))
