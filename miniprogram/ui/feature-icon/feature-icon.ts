import { lookOf } from '../../contract/features/look'

/** The icon of a feature on its own colour, or another icon on that colour. */
Component({
  properties: {
    /** The feature's name, such as `room`. */
    feature: { type: String, value: '' },
    /** An icon in the place of the feature's own. */
    icon: { type: String, value: '' },
    size: { type: String, value: 'medium' as 'small' | 'medium' },
  },
  data: { tint: 'blue', name: '' },
  observers: {
    'feature, icon'(feature: string, icon: string) {
      const look = lookOf(feature)
      this.setData({ tint: look.colour, name: icon || look.icon })
    },
  },
})
